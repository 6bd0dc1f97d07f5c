// Words that must not reach a screen, an error or a file (tests/helpers/banned-words.ts) are in no text of these rooms.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { findBanned, findBannedInDocument } from '@/tests/helpers/banned-words'

const root = path.resolve(import.meta.dirname, '../..')
const ROOMS = ['app', 'components', 'lib', 'server', 'scripts', 'tools', 'demo', 'prisma', 'bench']
/** No screen text is there, but the sentences that a report's text is checked by. */
const UNSEEN = /^lib\/domain\//
/** Attributes whose text no one reads. */
const UNREAD = new Set(['className', 'href', 'id', 'key', 'name', 'htmlFor'])

const filesOf = (room: string, name: RegExp) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => path.join(room, file))

interface Text {
  readonly text: string
  readonly line: number
}

function textsOf(file: string, isWanted: (node: ts.Node) => boolean): Text[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Text[] = []
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return
    if (ts.isJsxAttribute(node) && UNREAD.has(node.name.getText())) return
    const text =
      ts.isJsxText(node) || ts.isStringLiteralLike(node)
        ? node.text
        : ts.isTemplateExpression(node)
          ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
          : ''
    if (text && isWanted(node))
      found.push({ text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(source, visit)
  return found
}

/** A text without a space is a code, an address or a class, unless a page has it between its tags. */
function isRead(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return true
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node
  return !isKey && /\s/.test(node.getText().trim())
}

const isTestName = (node: ts.Node) =>
  ts.isCallExpression(node.parent) &&
  node.parent.arguments[0] === node &&
  /^(describe|it|test)\b/.test(node.parent.expression.getText())

const linesOf = (file: string): Text[] =>
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ text, line: index + 1 }))

const wrongIn = (file: string, texts: readonly Text[], find: typeof findBanned) =>
  texts.flatMap(({ text, line }) =>
    find(text.replace(/\s+/g, ' ')).map(
      (what) => `${file}:${line} ${what}, in “${text.trim().slice(0, 120)}”`,
    ),
  )

it.each(ROOMS)('no text of %s has a banned word', (room) => {
  const files = filesOf(room, /(?<!\.test)\.(tsx?|mjs)$/).filter((file) => !UNSEEN.test(file))
  expect(files.flatMap((file) => wrongIn(file, textsOf(file, isRead), findBanned))).toEqual([])
})

it.each([...ROOMS, 'tests'])('no name of a test of %s has a banned word', (room) => {
  const files = filesOf(room, /\.(test|spec)\.tsx?$/)
  expect(files.flatMap((file) => wrongIn(file, textsOf(file, isTestName), findBannedInDocument))).toEqual([])
})

it('no line of the documents has a banned word', () => {
  const files = ['README.md', ...filesOf('docs', /\.md$/)]
  expect(files.flatMap((file) => wrongIn(file, linesOf(file), findBannedInDocument))).toEqual([])
})
