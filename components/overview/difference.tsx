import { describeDifference } from '@/lib/format/movement/recent-words'

/** By how much a count changed: an arrow for the eye, words for the ear; nothing where it did not. */
export function Difference({ difference }: { readonly difference: number }) {
  const change = describeDifference(difference)
  return (
    change && (
      <span className="difference">
        <span aria-hidden="true">{change.mark}</span>
        <span className="visually-hidden">{`, ${change.words} than before`}</span>
      </span>
    )
  )
}
