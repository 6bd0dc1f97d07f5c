'use client'

import { use } from 'react'
import { RadioField } from './field'
import { FormContext } from './form-context'

/** Where somebody else saved something meanwhile: both versions of each field that differs, and a choice that is the writer's. */
export function VersionChoices({ by }: { readonly by: string }) {
  const { versions = [] } = use(FormContext).state
  if (versions.length === 0) return null
  return (
    <section aria-labelledby="versions" className="versions">
      <h2 id="versions">Which version is to stand?</h2>
      <p>{by}</p>
      {versions.map(({ name, label, mine, theirs }) => (
        <RadioField
          key={name}
          name={name}
          label={label}
          options={[
            { value: 'mine', label: 'Yours, as in the form below', hint: mine },
            { value: 'theirs', label: 'Theirs', hint: theirs },
          ]}
        />
      ))}
    </section>
  )
}
