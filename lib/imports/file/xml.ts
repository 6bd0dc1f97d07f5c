/** Reads XML from its beginning to its end, and hands on each tag and text. It knows no definitions: a file with one is refused. */

import { importMessages } from '@/lib/format/imports/messages'
import { Refusal } from './refusal'

export interface XmlReader {
  /** Takes the name of an element without its prefix, and what gives an attribute by its whole name or its name without prefix. */
  readonly open: (name: string, attribute: (name: string) => string | null) => void
  readonly close: (name: string) => void
  readonly text?: (text: string) => void
}

/** Workbooks nest some twenty elements; the recursion of definitions and of hostile files has no place here. */
const DEEPEST = 200
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const LAST_CODE_POINT = 0x10ffff
const QUOTES = new Set([0x22, 0x27])
const GREATER = 0x3e
const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy

const damaged = () => new Refusal(importMessages.damaged)

/** Throws a refusal when the text is no well-formed XML. */
export function readXml(xml: string, reader: XmlReader): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Refusal(importMessages.entities)
  const names: string[] = []
  const attributesOf = makeAttributeReader()
  const text = (from: number, to: number) => {
    if (reader.text && to > from) reader.text(decodeText(xml.slice(from, to)))
  }
  let at = 0
  for (;;) {
    const tag = xml.indexOf('<', at)
    if (tag < 0) break
    text(at, tag)
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag + 4)
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag + 9)
      reader.text?.(xml.slice(tag + 9, at - 3))
    } else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag + 2)
    else {
      const end = endOfTag(xml, tag + 1)
      const isClosing = xml[tag + 1] === '/'
      const isEmpty = !isClosing && xml[end - 1] === '/'
      const inside = xml.slice(tag + (isClosing ? 2 : 1), isEmpty ? end - 1 : end)
      const space = inside.search(/\s/)
      const name = space < 0 ? inside : inside.slice(0, space)
      if (name === '') throw damaged()
      if (isClosing) {
        if (names.pop() !== name) throw damaged()
        reader.close(localName(name))
      } else {
        reader.open(localName(name), attributesOf(space < 0 ? '' : inside.slice(space)))
        if (isEmpty) reader.close(localName(name))
        else if (names.push(name) > DEEPEST) throw damaged()
      }
      at = end + 1
    }
  }
  if (names.length || at === 0) throw damaged()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from)
  if (found < 0) throw damaged()
  return found + end.length
}

function endOfTag(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at)
    if (code === GREATER) return at
    if (!QUOTES.has(code)) continue
    at = xml.indexOf(xml[at] ?? '', at + 1)
    if (at < 0) break
  }
  throw damaged()
}

/** Most tags are asked for no attribute, and a million rows have the same ones: they are read when one is asked for, and kept. */
function makeAttributeReader() {
  let known = ''
  let attributes = new Map<string, string>()
  return (text: string) =>
    (name: string): string | null => {
      if (text === '') return null
      if (text !== known) {
        known = text
        attributes = new Map()
        for (const [, key = '', double, single] of text.matchAll(ATTRIBUTE)) {
          const value = decodeText(double ?? single ?? '')
          attributes.set(key, value)
          if (!attributes.has(localName(key))) attributes.set(localName(key), value)
        }
      }
      return attributes.get(name) ?? null
    }
}

function decodeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,12});?/g, (_, name: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name) ?? []
    const code = hex ? parseInt(hex, 16) : Number(decimal)
    const sign =
      hex || decimal ? (code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined) : ENTITIES[name]
    if (sign === undefined) throw damaged()
    return sign
  })
}
