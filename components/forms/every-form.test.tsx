// Every form with more than two fields is a DraftForm: what was typed there is never lost. A new one that is not fails here.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Forms of which nothing may be kept, or for no one: whoever sends them is told why, and types again. */
const NOTHING_TO_KEEP: Readonly<Record<string, string>> = {
  'app/account/page.tsx': 'a password is never kept',
  'app/invitations/[token]/page.tsx': 'who fills it in has no account yet, and chooses a password',
}
/** What holds one line, several, a choice, a day, a file: "DateField" is one field, though it is three inputs. */
const FIELDS = /^(Text|Radio|Checkbox|Select|File|Date)Field$|^TextArea$/
const MANY = 3

const files = ['app', 'components'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .map((file) => path.join(room, file)),
)
const sources = new Map<string, ts.SourceFile>()
function parse(file: string): ts.SourceFile {
  const known = sources.get(file)
  if (known) return known
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  sources.set(file, source)
  return source
}

/** Takes a file and the name of a component as that file calls it; returns what it is made of, or null where that is elsewhere. */
function findComponent(file: string, name: string): { file: string; node: ts.Node } | null {
  for (const node of parse(file).statements) {
    if (ts.isFunctionDeclaration(node) && node.name?.text === name) return { file, node }
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue
    const named = node.importClause?.namedBindings
    if (!named || !ts.isNamedImports(named)) continue
    const found = named.elements.find((element) => element.name.text === name)
    const from = node.moduleSpecifier.text
    const base = from.startsWith('@/') ? from.slice(2) : path.join(path.dirname(file), from)
    if (found && files.includes(`${base}.tsx`))
      return findComponent(`${base}.tsx`, (found.propertyName ?? found.name).text)
  }
  return null
}

/** Takes part of a file; returns how many fields it shows, each in a list counted as several. */
function countFields(file: string, part: ts.Node, above: readonly ts.Node[] = []): number {
  let count = 0
  const visit = (node: ts.Node, times: number) => {
    const isList =
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(map|flatMap)$/.test(node.expression.name.text)
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      const tag = node.tagName.getText()
      const made = FIELDS.test(tag) || !/^[A-Z]/.test(tag) ? null : findComponent(file, tag)
      if (FIELDS.test(tag)) count += times
      else if (made && !above.includes(made.node))
        count += times * countFields(made.file, made.node, [...above, made.node])
    }
    node.forEachChild((child) => visit(child, isList ? times * MANY : times))
  }
  visit(part, 1)
  return count
}

/** Takes the name of a component; returns each place where it is used as an element with something in it. */
function findUses(component: string): { file: string; node: ts.JsxElement }[] {
  return files.flatMap((file) => {
    const found: { file: string; node: ts.JsxElement }[] = []
    const visit = (node: ts.Node) => {
      if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === component)
        found.push({ file, node })
      node.forEachChild(visit)
    }
    visit(parse(file))
    return found
  })
}

const place = ({ file, node }: { file: string; node: ts.Node }) =>
  `${file}:${parse(file).getLineAndCharacterOfPosition(node.getStart()).line + 1}`

describe('a form with more than two fields', () => {
  it('loses nothing that was typed', () => {
    const bare = findUses('Form').filter(({ file }) => !(file in NOTHING_TO_KEEP))
    expect(bare.length).toBeGreaterThan(15)
    expect(bare.filter(({ file, node }) => countFields(file, node) > 2).map(place)).toEqual([])
  })

  it('is counted as what it is, through the components that it is made of', () => {
    const saved = findUses('DraftForm')
    expect(saved.length).toBeGreaterThan(20)
    const most = Math.max(...saved.map(({ file, node }) => countFields(file, node)))
    expect(most).toBeGreaterThan(10)
    for (const file of Object.keys(NOTHING_TO_KEEP))
      expect(findUses('Form').some((one) => one.file === file && countFields(file, one.node) > 2)).toBe(true)
  })

  it('cannot be hidden in a component that only passes its fields on', () => {
    const passing = [...findUses('Form'), ...findUses('form')].filter(({ node }) =>
      node.children.some((child) => ts.isJsxExpression(child) && child.expression?.getText() === 'children'),
    )
    expect(passing.map(({ file }) => file).sort()).toEqual([
      'components/forms/draft-form.tsx',
      'components/forms/form.tsx',
    ])
  })

  it('is sent by nothing but Form', () => {
    const raw = findUses('form').filter(({ node }) => !/method="get"/.test(node.openingElement.getText()))
    // Signing out has no field, and works without this build's scripts and forms.
    expect([...new Set(raw.map(({ file }) => file))].sort()).toEqual([
      'components/forms/form.tsx',
      'components/page/site-header.tsx',
    ])
  })
})
