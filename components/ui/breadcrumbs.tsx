export interface Crumb {
  readonly label: string
  readonly href: string
}

/** The way back up from a page; the page itself is its heading, not a crumb. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="no-print">
      <ol className="ds_breadcrumbs">
        {crumbs.map((crumb) => (
          <li className="ds_breadcrumbs__item" key={crumb.href}>
            <a className="ds_breadcrumbs__link" href={crumb.href}>
              {crumb.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
