import { RadioField, SelectField } from '@/components/forms/choice-fields'
import { DateField } from '@/components/forms/date-field'
import { TextArea, TextField } from '@/components/forms/text-fields'
import { type HasLevels, hasPillars, hasSections, ROLE_MEANINGS } from '@/lib/domain/plan/plan'
import { ROLE_MEANING_LABELS } from '@/lib/format/structure/structure-words'
import { ROLE_ROWS, roleField } from '@/lib/schemas/structure/plan-roles'
import { LANGUAGE_OPTIONS } from '@/lib/format/structure/languages'
import { FoldedFields } from '@/components/forms/folded-fields'

/** The fields of a form about what a plan says of itself. */
export function PlanFields() {
  return (
    <>
      <TextField name="title" label="Title" />
      <TextField name="shortTitle" label="Short title" hint="Used where space is short, such as in links" />
      <TextArea
        name="publishers"
        label="Publishers"
        rows={2}
        hint="One on each line. The first is named first"
      />
      <TextField name="period" label="Period" hint="As in the plan, such as 2026 to 2029" />
      <DateField name="starts" label="First day" />
      <DateField name="ends" label="Last day" />
      <RadioField
        name="levels"
        label="How is it divided?"
        hint="You can change this later while the level has no more than one record"
        options={[
          { value: 'pillars', label: 'Pillars and sections' },
          { value: 'sections', label: 'Sections alone' },
          { value: 'actions', label: 'One list of actions' },
        ]}
      />
    </>
  )
}

/** The parts that partners play: as many rows as a plan has roles at most, the empty ones last. */
export function RoleFields() {
  return (
    <FoldedFields summary="Roles of partners" fields={['role-']}>
      <p className="ds_hint-text">
        What partners do in this plan. A role that is in use can be renamed but not removed. To remove
        another, clear its names.
      </p>
      {ROLE_ROWS.map((row) => (
        <fieldset className="metric-fields" key={row}>
          <legend>Role {row}</legend>
          <div className="word-pair">
            <TextField name={roleField(row, 'one')} label="One" />
            <TextField name={roleField(row, 'many')} label="Several" />
          </div>
          <SelectField
            name={roleField(row, 'meaning')}
            label="What it means"
            empty="Choose"
            options={ROLE_MEANINGS.map((value) => ({ value, label: ROLE_MEANING_LABELS[value] }))}
          />
        </fieldset>
      ))}
    </FoldedFields>
  )
}

/** The rarely changed ones, out of the way: what plans of one publisher have in common. A plan that has no pillars or sections has no word for them. */
export function MorePlanFields({ levels = 'pillars' }: Partial<HasLevels>) {
  return (
    <>
      <FoldedFields summary="Names of the levels" fields={['pillar-', 'section-', 'action-']}>
        {hasPillars({ levels }) && <Level name="pillar" label="Top level" />}
        {hasSections({ levels }) && <Level name="section" label="Middle level" />}
        <Level name="action" label="Actions" />
      </FoldedFields>
      <FoldedFields
        summary="Publication, language, licence and notes"
        fields={['published', 'language', 'licence', 'attribution', 'notes']}
      >
        <DateField name="published" label="Published (optional)" />
        <SelectField
          name="language"
          label="Language of the plan"
          hint="The language of its titles, so that screen readers pronounce them correctly"
          options={LANGUAGE_OPTIONS}
        />
        <TextField name="licence" label="Licence" />
        <TextArea name="attribution" label="Attribution" rows={2} />
        <TextArea name="notes" label="Notes on its figures (optional)" rows={3} hint="One on each line" />
      </FoldedFields>
    </>
  )
}

function Level({ name, label }: { name: string; label: string }) {
  return (
    <div className="word-pair">
      <TextField name={`${name}-one`} label={`${label}: one`} />
      <TextField name={`${name}-many`} label={`${label}: several`} />
    </div>
  )
}
