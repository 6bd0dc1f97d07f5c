import { DateField, TextArea, TextField } from '@/components/forms/field'

/** What a report is called and about; of one that corrects another, why. */
export function AboutFields({ isCorrection }: { isCorrection: boolean }) {
  return (
    <>
      <TextField
        name="reference"
        label="Reference"
        hint="As the secretariat numbers it, such as LB(26)04-02"
      />
      <TextField name="title" label="Title" />
      <DateField name="meeting" label="Day of the meeting" hint="Leave it empty if it is not known yet" />
      <DateField
        name="asAt"
        label="Day of the figures"
        hint={
          isCorrection
            ? 'The same as that of the report it corrects'
            : 'Today, unless the report is about an earlier day'
        }
      />
      {isCorrection && <TextArea name="why" label="What was wrong" hint="It stands in both reports" />}
    </>
  )
}
