interface Neighbour {
  readonly label: string
  readonly href: string
}

const SIDES = { previous: ['Previous', 'prev', 'left'], next: ['Next', 'next', 'right'] } as const

/** To the page before and the page after, in the plan's order. */
export function SequentialNav(props: { label: string; previous: Neighbour | null; next: Neighbour | null }) {
  if (!props.previous && !props.next) return null
  return (
    <nav className="ds_sequential-nav no-print" aria-label={props.label}>
      {(['previous', 'next'] as const).map((side) => {
        const to = props[side]
        const [word, item, arrow] = SIDES[side]
        return (
          to && (
            <div key={side} className={`ds_sequential-nav__item ds_sequential-nav__item--${item}`}>
              <a
                title={`${word}: ${to.label}`}
                href={to.href}
                className={`ds_sequential-nav__button ds_sequential-nav__button--${arrow}`}
              >
                <span className="ds_sequential-nav__text" data-label={word}>
                  {to.label}
                </span>
              </a>
            </div>
          )
        )
      })}
    </nav>
  )
}
