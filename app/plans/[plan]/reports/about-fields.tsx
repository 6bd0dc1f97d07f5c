import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'

/** What a report is called and about; of one that corrects another, why. */
export function AboutFields({ isCorrection }: { isCorrection: boolean }) {
  return (
    <>
      <TextField name="reference" label="Reference" hint="The number of the paper, such as LB(26)04-02" />
      <TextField name="title" label="Title" />
      <DateField name="meeting" label="Date of the meeting" hint="Leave empty if not known yet" />
      <DateField
        name="asAt"
        label="Date of the figures"
        hint={
          isCorrection
            ? 'The same as in the report it corrects'
            : 'Today, unless the report is about an earlier date'
        }
      />
      {isCorrection && (
        <TextArea name="why" label="What was wrong" hint="This text appears on both reports" />
      )}
    </>
  )
}
