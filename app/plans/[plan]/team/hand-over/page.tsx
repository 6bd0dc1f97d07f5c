import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { CheckboxField, RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ReassignFields } from '@/components/periods/reassign-fields'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { MOST_ROWS } from '@/components/ui/list-rest'
import { Pagination } from '@/components/ui/pagination'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { paginate } from '@/lib/domain/paging'
import { paths } from '@/lib/paths'
import { listReporters } from '@/lib/queries/periods/accountable'
import { getTeam } from '@/lib/queries/periods/team'
import { fillDate } from '@/lib/schemas/date-fields'
import { readPageNumber } from '@/lib/schemas/page-number'
import { ALL, NOBODY } from '@/lib/schemas/periods/reassign'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { submitReassignment } from './submit'

export const metadata: Metadata = { title: 'Reassign' }

export default async function ReassignPage(props: PageProps<'/plans/[plan]/team/hand-over'>) {
  const [{ plan: slug }, query] = await Promise.all([props.params, props.searchParams])
  const from = String(query.from ?? NOBODY)
  const why = 'Only editors of this plan can choose an accountable officer.'
  const { plan, refusal } = await requireEditor(slug, paths.handOver(slug, from), why)
  if (!plan) return refusal
  const [team, reporters] = await Promise.all([getTeam(plan), listReporters(plan)])
  const isNobody = from === NOBODY
  const officer = team.officers.find(({ key }) => key === from)
  if (!isNobody && !officer) return <MissingInPlan />
  const all = isNobody
    ? team.unanswered.filter(({ accountableId }) => accountableId === null)
    : team.rows.filter(({ accountableId }) => accountableId === from)
  const list = paginate(all, readPageNumber(query.page), MOST_ROWS)
  const { rows } = list
  // What was typed is kept for each page: the boxes are of its own actions.
  const here = (page: number) => paths.atPage(paths.handOver(slug, from), page)
  const actions = plan.words.action.many.toLowerCase()
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Team', href: paths.team(slug) }]} />
      <PageHeader
        title={officer ? `Reassign ${actions} of ${officer.name}` : `Choose an officer for ${actions}`}
      />
      {rows.length === 0 ? (
        <p>There is nothing to reassign. Each of these has an accountable officer.</p>
      ) : (
        <>
          {list.pages > 1 && <p>You can reassign up to {MOST_ROWS} at a time.</p>}
          <DraftForm
            opened={await openPageForm(here(list.page), { values: fillDate('from', today()) })}
            submit={submitReassignment.bind(
              null,
              slug,
              isNobody ? null : from,
              rows.map(({ ref }) => ref),
            )}
          >
            <ReassignFields reporters={reporters.filter(({ id }) => id !== from)} canBeNobody={!isNobody} />
            <RadioField
              name="which"
              label={`Which ${actions}?`}
              options={[
                {
                  value: ALL,
                  label: list.pages > 1 ? `All on this page (${rows.length})` : `All (${rows.length})`,
                },
                { value: 'some', label: 'Some of them' },
              ]}
            />
            <div className="some-only">
              <CheckboxField
                name="refs"
                label="If only some, choose which"
                options={rows.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))}
              />
            </div>
            <SubmitButton>{isNobody ? 'Save accountable officer' : 'Reassign'}</SubmitButton>
          </DraftForm>
          <Pagination label={`Pages of ${actions}`} list={list} href={here} />
        </>
      )}
    </>
  )
}
