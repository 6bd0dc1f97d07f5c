/** Long lists on screen, cut into pages. */

/** So many rows of a list stand on a page, unless it chose another number: a phone shows them in some 5,000 px. */
export const PAGE_ROWS = 25
/** So many where the list is one of several on its page, or its rows are tall. */
export const FEW_ROWS = 10
/** So many stand on a page with a list for each of several groups. */
const ROWS_OF_GROUPS = 30

/** Takes how many rows there are in how many groups; returns how many of each group stand on a page that has them all. */
export const rowsOfEach = (total: number, groups: number): number =>
  total > ROWS_OF_GROUPS ? Math.max(1, Math.floor(ROWS_OF_GROUPS / groups)) : total

/** Where a page lies in its list. */
export interface PagePlace {
  /** From 1 up to `pages`. */
  readonly page: number
  /** At least 1: an empty list is one empty page. */
  readonly pages: number
  /** How many rows there are on all pages. */
  readonly total: number
  /** How many rows a page has, but for the last. */
  readonly size: number
}

export interface Page<Row> extends PagePlace {
  readonly rows: readonly Row[]
}

/** Takes how many rows there are, the page asked for and a page's size, both from 1 up; returns its place, or the last page's when it lies beyond. */
export function placePage(total: number, page: number, size = PAGE_ROWS): PagePlace {
  const pages = Math.max(1, Math.ceil(total / size))
  return { page: Math.min(Math.max(1, page), pages), pages, total, size }
}

/** Takes rows, the page asked for and a page's size, both from 1 up; returns that page, or the last one when it lies beyond. */
export function paginate<Row>(rows: readonly Row[], page: number, size = PAGE_ROWS): Page<Row> {
  const place = placePage(rows.length, page, size)
  const start = rowsBefore(place)
  return { ...place, rows: rows.slice(start, start + size) }
}

/** Takes a page's place; returns how many rows of the list come before it. */
export const rowsBefore = ({ page, size }: Pick<PagePlace, 'page' | 'size'>): number => (page - 1) * size

/** Takes rows, which of them is looked for and a page's size; returns the page that it is on, 1 when it is on none. */
export function pageWith<Row>(rows: readonly Row[], isIt: (row: Row) => boolean, size = PAGE_ROWS): number {
  return Math.floor(Math.max(0, rows.findIndex(isIt)) / size) + 1
}
