import { PARTNER_KINDS } from '@/lib/domain/plan/plan'
import type { PartnerRecord } from '@/lib/domain/plan/records'
import { PARTNER_KIND_LABELS } from '@/lib/format/words'
import type { Table } from './table'
import { STAMP } from './columns'

/** One row a partner. */
export const PARTNER_TABLE: Table<PartnerRecord> = {
  name: 'partners',
  title: 'Partners',
  description: 'One row for each partner of the plan. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'partner_id'],
  columns: [
    ...STAMP,
    {
      name: 'partner_id',
      title: 'Partner identifier',
      type: 'string',
      description: 'Stays with the partner.',
      value: ({ id }) => id,
    },
    {
      name: 'partner_code',
      title: 'Partner code',
      type: 'string',
      description: 'What other tables call the partner.',
      value: ({ code }) => code,
    },
    {
      name: 'abbreviation',
      title: 'Abbreviation',
      type: 'string',
      description: 'The partner’s short name.',
      value: ({ abbreviation }) => abbreviation,
    },
    {
      name: 'partner_name',
      title: 'Partner',
      type: 'string',
      description: 'The partner’s name.',
      value: ({ title }) => title,
    },
    {
      name: 'kind',
      title: 'Kind code',
      type: 'string',
      codes: PARTNER_KINDS,
      description: 'What kind of organisation it is.',
      value: ({ kind }) => kind,
    },
    {
      name: 'kind_label',
      title: 'Kind',
      type: 'string',
      description: 'The kind as text.',
      value: ({ kind }) => PARTNER_KIND_LABELS[kind],
    },
    {
      name: 'counted_actions',
      title: 'Counted actions',
      type: 'integer',
      description:
        'How many counted actions involve it. An action is counted for each of its partners, so do not add these up.',
      value: ({ rollUp }) => rollUp.base,
    },
  ],
}
