import { type PagePlace, rowsBefore } from '@/lib/domain/paging'

interface Props {
  readonly label: string
  /** Where the page that is shown lies in its list. */
  readonly list: PagePlace
  readonly href: (page: number) => string
}

const figure = (n: number) => n.toLocaleString('en-GB')

/** Says which rows of a list are shown, and links to its other pages; nothing when there is only one. */
export function Pagination({ label, list, href }: Props) {
  const { page, pages, total, size } = list
  if (pages < 2) return null
  const before = rowsBefore(list)
  const shown = Array.from({ length: pages }, (_, i) => i + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) <= 2,
  )
  return (
    <nav className="ds_pagination no-print" aria-label={label}>
      <p className="ds_pagination__shown">
        Showing {figure(before + 1)} to {figure(Math.min(before + size, total))} of {figure(total)}
      </p>
      <ul className="ds_pagination__list">
        {page > 1 && (
          <li className="ds_pagination__item">
            <a className="ds_pagination__link" href={href(page - 1)} rel="prev">
              <span className="ds_pagination__link-label">Previous</span>
            </a>
          </li>
        )}
        {shown.flatMap((n, i) => [
          ...(n - (shown[i - 1] ?? 0) > 1
            ? [
                <li key={`gap-${n}`} className="ds_pagination__item" aria-hidden="true">
                  <span className="ds_pagination__link ds_pagination__link--ellipsis">&hellip;</span>
                </li>,
              ]
            : []),
          <li key={n} className="ds_pagination__item">
            <a
              className={`ds_pagination__link${n === page ? ' ds_current' : ''}`}
              href={href(n)}
              aria-label={`Page ${n}`}
              aria-current={n === page ? 'page' : undefined}
            >
              <span className="ds_pagination__link-label">{n}</span>
            </a>
          </li>,
        ])}
        {page < pages && (
          <li className="ds_pagination__item">
            <a className="ds_pagination__link" href={href(page + 1)} rel="next">
              <span className="ds_pagination__link-label">Next</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
