import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { DateField } from '@/components/forms/date-field'
import { TextArea, TextField } from '@/components/forms/text-fields'
import type { OwnField } from '@/lib/domain/own-fields'
import { nameOwnField } from '@/lib/schemas/structure/own-values'

/** What a plan's own fields hold for an action. Stands in the form about it. */
export function OwnFieldInputs({ fields }: { readonly fields: readonly OwnField[] }) {
  return fields.map((field) => <OwnFieldInput key={field.code} field={field} />)
}

function OwnFieldInput({ field }: { readonly field: OwnField }) {
  const { code, type, unit, options, isRequired, isPublic } = field
  const label = `${field.label}${unit === null ? '' : ` (${unit})`}${isRequired ? '' : ' (optional)'}`
  const hint = [field.hint, isPublic ? '' : 'Not shown to the public'].filter(Boolean).join('. ')
  const given = { name: nameOwnField(code), label, ...(hint && { hint }) }
  const choices = options.map((option) => ({ value: option, label: option }))
  switch (type) {
    case 'longText':
      return <TextArea {...given} rows={3} />
    case 'date':
      return <DateField {...given} />
    case 'yesNo':
      return (
        <RadioField
          {...given}
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
            ...(isRequired ? [] : [{ value: '', label: 'Not recorded' }]),
          ]}
        />
      )
    case 'oneOf':
      return <SelectField {...given} empty={isRequired ? 'Choose' : 'Not recorded'} options={choices} />
    case 'severalOf':
      return <CheckboxField {...given} options={choices} />
    case 'number':
      return <TextField {...given} className="ds_input--fixed-20" />
    case 'text':
      return <TextField {...given} />
    case 'link':
      return <TextField {...given} type="url" />
  }
}
