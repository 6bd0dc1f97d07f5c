'use client'

import { use } from 'react'
import { RadioField } from './choice-fields'
import { FormContext } from './form-context'

/** Where something else was saved meanwhile: both versions of each field that differs, and a choice that is the writer's. */
export function VersionChoices() {
  const { versions = [], versionsBy = '' } = use(FormContext).state
  if (versions.length === 0) return null
  return (
    <section aria-labelledby="versions" className="versions">
      <h2 id="versions">Which text do you want to keep?</h2>
      <p>{versionsBy} The form below is not saved yet. Choose for each field, then save.</p>
      {versions.map(({ name, label, mine, theirs }) => (
        <RadioField
          key={name}
          name={name}
          label={label}
          options={[
            { value: 'mine', label: 'Your text', hint: mine },
            { value: 'theirs', label: 'Saved text', hint: theirs },
          ]}
        />
      ))}
    </section>
  )
}
