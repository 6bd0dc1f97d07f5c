import type { Ref } from 'react'
import { paths } from '@/lib/paths'
import type { FormState } from '@/lib/schemas/form'

interface Props {
  readonly errors: FormState['errors']
  readonly labels: FormState['labels'] | undefined
  readonly links?: FormState['links'] | undefined
  readonly mustConfirm?: boolean | undefined
  readonly ref?: Ref<HTMLDivElement>
}

/** All that is wrong with a form, above it, each a link to its field: the design system's error summary. */
export function ErrorSummary({ errors, labels = {}, links = {}, mustConfirm, ref }: Props) {
  const say = (name: string, message: string) => (labels[name] ? `${labels[name]}: ${message}` : message)
  return (
    <div
      className="ds_error-summary"
      id="error-summary"
      aria-labelledby="error-summary-title"
      role="alert"
      tabIndex={-1}
      ref={ref}
    >
      <h2 className="ds_error-summary__title" id="error-summary-title">
        There is a problem
      </h2>
      <ul className="ds_error-summary__list">
        {Object.entries(errors).map(([name, message]) => (
          <li key={name}>
            {name === 'form' ? message : <a href={`#${name}`}>{say(name, message)}</a>}
            {links[name] && (
              // In a tab of its own, so that what was typed here stays.
              <>
                {' '}
                <a href={links[name].address} target="_blank" rel="noreferrer">
                  {links[name].label} (opens in a new tab)
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {mustConfirm && (
        <p>
          {/* In a tab of its own, so that what was typed here stays. */}
          <a href={paths.confirm()} target="_blank" rel="noreferrer">
            Confirm that it is you (opens in a new tab)
          </a>
        </p>
      )}
    </div>
  )
}
