import { DataTable } from '@/components/ui/data-table'
import type { FormState } from '@/lib/schemas/form'

type Change = NonNullable<FormState['meanwhile']>[number]

/** What was saved while a form was open, beside what was typed in it. */
export function ChangedMeanwhile({ changes }: { changes: readonly Change[] }) {
  return (
    <DataTable
      caption="Saved by someone else, and your text"
      rows={changes}
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', header: 'Field', cell: ({ label }) => label, rowHeader: true },
        { key: 'theirs', header: 'Saved now', cell: ({ theirs }) => theirs || 'None' },
        { key: 'yours', header: 'Your text', cell: ({ yours }) => yours || 'None' },
      ]}
    />
  )
}
