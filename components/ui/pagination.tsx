interface Props {
  readonly label: string
  readonly page: number
  readonly pages: number
  readonly href: (page: number) => string
}

/** Links to the pages of a list; nothing when there is only one. */
export function Pagination({ label, page, pages, href }: Props) {
  if (pages < 2) return null
  const shown = Array.from({ length: pages }, (_, i) => i + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) <= 2,
  )
  return (
    <nav className="ds_pagination no-print" aria-label={label}>
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
