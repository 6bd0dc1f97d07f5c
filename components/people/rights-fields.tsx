import { CheckboxField, RadioField } from '@/components/forms/choice-fields'
import { ROLES } from '@/lib/domain/people/permissions'
import { roleWords } from '@/lib/format/people/roles'

interface Props {
  readonly plans: readonly { readonly id: string; readonly title: string; readonly field: string }[]
}

const OPTIONS = [
  { value: '', label: 'No role' },
  ...ROLES.map((role) => {
    const { label, meaning } = roleWords(role)
    return { value: role, label: `${label}: ${meaning}` }
  }),
]

/** The fields that say what someone may do. */
export function RightsFields({ plans }: Props) {
  return (
    <>
      {plans.map(({ id, title, field }) => (
        <RadioField key={id} name={field} label={`Role in ${title}`} options={OPTIONS} />
      ))}
      <CheckboxField
        name="isAdministrator"
        label="In all of Cairn"
        options={[{ value: 'yes', label: 'Administrator: manages accounts and settings' }]}
      />
    </>
  )
}
