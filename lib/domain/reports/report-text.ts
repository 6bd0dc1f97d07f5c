/**
 * Text that someone writes into a report. Paragraphs stand between blank lines, a line that begins with "- " is an item of a
 * list, and what stands in braces is a figure of the plan. Every other character means itself.
 */

/** A run of text as it was written: what means itself, or the name of a figure that stood in braces. */
export type Piece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'field'; readonly name: string }

/** A paragraph, which has one item, or a list. An item is made of pieces. */
export interface TextBlock<P> {
  readonly kind: 'paragraph' | 'list'
  readonly items: readonly (readonly P[])[]
}

const ITEM = /^\s*-\s+/
const FIELD = /\{([^{}\n]{1,200})\}/g

/** Takes a text as it was written; returns its paragraphs and lists. Line breaks inside a paragraph are spaces. */
export function parseReportText(source: string): TextBlock<Piece>[] {
  const blocks: { kind: 'paragraph' | 'list'; items: string[] }[] = []
  let isOpen = false
  for (const line of source.replaceAll('\r\n', '\n').split('\n')) {
    const last = blocks.at(-1)
    const isItem = ITEM.test(line)
    const text = line.replace(ITEM, '').trim()
    if (!line.trim()) isOpen = false
    else if (isItem && last?.kind === 'list') last.items.push(text)
    else if (isOpen && last && !isItem) last.items.push(`${last.items.pop() ?? ''} ${text}`)
    else blocks.push({ kind: isItem ? 'list' : 'paragraph', items: [text] })
    if (line.trim()) isOpen = true
  }
  return blocks.map(({ kind, items }) => ({ kind, items: items.map(splitFields) }))
}

function splitFields(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(FIELD)) {
    if (index > from) pieces.push({ kind: 'text', text: text.slice(from, index) })
    pieces.push({ kind: 'field', name: name.trim() })
    from = index + whole.length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ kind: 'text', text: text.slice(from) })
  return pieces
}

/** Takes an item of resolved text; returns what a reader reads. */
export function plainText(runs: readonly { readonly text: string }[]): string {
  return runs.map(({ text }) => text).join('')
}
