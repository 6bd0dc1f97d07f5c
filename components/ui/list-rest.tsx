/** So many rows of one list stand on a page: what a reader looks through, and a server draws for many at once. */
export const MOST_ROWS = 100

interface Props {
  readonly total: number
  /** How many are shown. */
  readonly shown?: number
  /** Where all of them are listed, page by page; undefined where they are in the files alone. */
  readonly all: string | undefined
}

/** Says that a list has more than a page shows, and where the rest is. */
export function ListRest({ total, shown = MOST_ROWS, all }: Props) {
  if (total <= shown) return null
  const words = `all ${total.toLocaleString('en-GB')}`
  return (
    <p className="note">
      The first {shown} are shown.{' '}
      {all === undefined ? `The files have ${words}.` : <a href={all}>See {words}</a>}
    </p>
  )
}
