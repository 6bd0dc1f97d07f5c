import { CheckboxField, RadioField } from '@/components/forms/choice-fields'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import { ROLES } from '@/lib/domain/people/permissions'
import { roleWords } from '@/lib/format/people/roles'

interface Props {
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly plans: readonly { readonly id: string; readonly title: string; readonly field: string }[]
}

const OPTIONS = [
  { value: '', label: 'No role' },
  ...ROLES.map((role) => {
    const { label, meaning } = roleWords(role)
    return { value: role, label: `${label}: ${meaning}` }
  }),
]

/** The fields that say what someone may do. In plans on other pages of the list their roles stay as they are. */
export function RightsFields({ plans, here, params }: Props) {
  return (
    <>
      {plans.length > FEW_ROWS && (
        <p>
          Only the roles on this page of the list are sent. Give roles in other plans on the account’s page.
        </p>
      )}
      <PagedList rows={plans} params={params} name="plans" label="Pages of plans" here={here} size={FEW_ROWS}>
        {(some) =>
          some.map(({ id, title, field }) => (
            <RadioField key={id} name={field} label={`Role in ${title}`} options={OPTIONS} />
          ))
        }
      </PagedList>
      <CheckboxField
        name="isAdministrator"
        label="In all of Cairn"
        options={[{ value: 'yes', label: 'Administrator: manages accounts and settings' }]}
      />
    </>
  )
}
