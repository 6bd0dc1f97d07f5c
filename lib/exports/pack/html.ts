/** HTML that is written by hand: everything put into it is text, unless it is HTML made the same way. */

import { escapeMarkup } from '@/lib/format/markup'

export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[] | null | false

/** The tag of a template whose values are escaped; nothing stands for null and false. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(
    strings.map((text, at) => text + (at < values.length ? write(values[at] ?? null) : '')).join(''),
  )
}

function write(value: Value): string {
  if (value === null || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return escapeMarkup(String(value))
}
