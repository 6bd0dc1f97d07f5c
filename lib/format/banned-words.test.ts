// Words that must not reach a screen, an error or a file (tests/helpers/banned-words.ts) are in no text of these rooms.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { findBanned } from '@/tests/helpers/banned-words'

const root = path.resolve(import.meta.dirname, '../..')
const ROOMS = ['app', 'components', 'lib/format', 'lib/exports', 'lib/api', 'server', 'scripts']
/** Attributes whose text no one reads. */
const UNREAD = new Set(['className', 'href', 'id', 'key', 'name', 'htmlFor'])

function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => path.join(room, file))
}

/** A text without a space is a code, an address or a class, unless a page has it between its tags. */
const isRead = (text: string) => /\s/.test(text.trim())

function textsOf(file: string): { text: string; line: number }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: { text: string; line: number }[] = []
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return
    if (ts.isJsxAttribute(node) && UNREAD.has(node.name.getText())) return
    const text =
      ts.isJsxText(node) || ts.isStringLiteralLike(node)
        ? node.text
        : ts.isTemplateExpression(node)
          ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
          : ''
    const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node
    if (!isKey && (ts.isJsxText(node) || isRead(text)))
      found.push({
        text: text.replace(/\s+/g, ' '),
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      })
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(source, visit)
  return found
}

it.each(ROOMS)('no text of %s has a banned word', (room) => {
  const wrong = sourcesOf(room).flatMap((file) =>
    textsOf(file).flatMap(({ text, line }) =>
      findBanned(text).map((what) => `${file}:${line} ${what}, in “${text.trim().slice(0, 120)}”`),
    ),
  )
  expect(wrong).toEqual([])
})
