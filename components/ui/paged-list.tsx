import type { ReactNode } from 'react'
import { Pagination } from '@/components/ui/pagination'
import { PAGE_ROWS, pageWith, paginate } from '@/lib/domain/paging'
import { paths } from '@/lib/paths'
import { readPageNumber } from '@/lib/schemas/page-number'

interface Props<Row> {
  readonly rows: readonly Row[]
  /** The parameters of the page's address. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The parameter that turns this list, where its page has several. */
  readonly name?: string
  /** Names the links to its pages. */
  readonly label: string
  /** The address of its first page, with every filter, and the id of its heading where it stands far down. */
  readonly here: string
  /** How many rows a page has. */
  readonly size?: number
  /** The row to show while the address asks for no page. */
  readonly shown?: ((row: Row) => boolean) | undefined
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** A list that is known whole, a page of it at a time. */
export function PagedList<Row>({
  rows,
  params,
  name = 'page',
  label,
  here,
  size = PAGE_ROWS,
  shown,
  children,
}: Props<Row>) {
  const asked = params[name]
  const page = asked === undefined && shown ? pageWith(rows, shown, size) : readPageNumber(asked)
  const list = paginate(rows, page, size)
  return (
    <>
      {children(list.rows)}
      <Pagination label={label} list={list} href={(to) => paths.atPage(here, to, name)} />
    </>
  )
}
