import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PersonField } from '@/components/people/person-field'
import { ReassignFields } from '@/components/periods/reassign-fields'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { formatDay } from '@/lib/format/dates'
import { LOST_OFFICER } from '@/lib/format/people/roles'
import { FEW_ROWS } from '@/lib/domain/paging'
import { paths } from '@/lib/paths'
import { getAccountable, listReporters, type NamedHolder } from '@/lib/queries/periods/accountable'
import { fillDate } from '@/lib/schemas/date-fields'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { submitAccountable, submitContributor, submitContributorRemoval } from './submit'

export async function generateMetadata({
  params,
}: PageProps<'/plans/[plan]/actions/[action]/accountable'>): Promise<Metadata> {
  return { title: `Accountable officer: ${(await params).action}` }
}

const WHY = 'Only editors of this plan can choose an accountable officer.'

export default async function AccountablePage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/actions/[action]/accountable'>) {
  const { plan: slug, action: ref } = await params
  const { plan, refusal } = await requireEditor(slug, paths.accountable(slug, ref), WHY)
  if (!plan) return refusal
  const action = plan.actions.find((one) => one.ref === ref)
  const view = action && (await getAccountable(plan, action.id))
  if (!action || !view) return <MissingInPlan />
  const [reporters, query] = await Promise.all([listReporters(plan), searchParams])
  const here = paths.accountable(slug, ref)
  const { current, lost, holders, contributors } = view
  const currentId = current?.personId ?? null
  const others = reporters.filter(
    ({ id }) => id !== currentId && !contributors.some((contributor) => contributor.id === id),
  )
  const word = plan.words.action.one
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: `${word} ${ref}`, href: paths.action(plan, ref) }]} />
      <PageHeader label={`${word} ${ref}: accountable officer`} title={action.title}>
        <p>
          {describeCurrent(current)}
          {lost &&
            ` They can no longer report on it (${LOST_OFFICER[lost]}), so no update is due until you choose another officer.`}
        </p>
      </PageHeader>

      <section aria-labelledby="hand-over">
        <h2 id="hand-over">{currentId === null ? 'Choose an accountable officer' : 'Reassign'}</h2>
        {reporters.length === 0 ? (
          <p>This plan has no officer or editor yet. Ask an administrator to invite one.</p>
        ) : (
          <DraftForm
            opened={await openPageForm(paths.accountable(slug, ref), { values: fillDate('from', today()) })}
            submit={submitAccountable.bind(null, slug, ref, currentId)}
          >
            <ReassignFields
              reporters={reporters.filter(({ id }) => id !== currentId)}
              canBeNobody={currentId !== null}
            />
            <SubmitButton>Save accountable officer</SubmitButton>
          </DraftForm>
        )}
      </section>

      <section aria-labelledby="contributors">
        <h2 id="contributors">Contributors</h2>
        <p>They can report on it, but they do not have to.</p>
        {contributors.length > 0 && (
          <PagedList
            rows={contributors}
            params={query}
            name="contributors"
            size={FEW_ROWS}
            label="Pages of contributors"
            here={`${here}#contributors`}
          >
            {(some) => (
              <ul className="contributors">
                {some.map(({ id, name }) => (
                  <li key={id}>
                    <span>{name}</span>
                    <Form
                      submit={submitContributorRemoval.bind(null, slug, ref, id)}
                      className="contributors__remove"
                    >
                      <SubmitButton secondary>
                        Remove<span className="visually-hidden"> {name}</span>
                      </SubmitButton>
                    </Form>
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        )}
        {others.length > 0 ? (
          <Form submit={submitContributor.bind(null, slug, ref)}>
            <PersonField
              name="contributor"
              label="Add a contributor"
              empty="Choose a person"
              people={others}
            />
            <SubmitButton secondary>Add contributor</SubmitButton>
          </Form>
        ) : (
          <p className="note">There are no other officers or editors in this plan.</p>
        )}
      </section>

      {holders.length > 0 && (
        <section aria-labelledby="before">
          <h2 id="before">Previous and current accountable officers</h2>
          <PagedList
            rows={holders}
            params={query}
            name="before"
            label="Pages of accountable officers"
            here={`${here}#before`}
          >
            {(some) => (
              <ol className="plain-list">
                {some.map((holder, at) => (
                  <li key={at}>{describeHolder(holder)}</li>
                ))}
              </ol>
            )}
          </PagedList>
        </section>
      )}
    </>
  )
}

function describeCurrent(current: NamedHolder | null): string {
  if (!current?.person) return 'No one is accountable for it, so no update is due.'
  return `${current.person.name} has been accountable for it since ${formatDay(current.from)}.`
}

function describeHolder({ person, from, reason, author }: NamedHolder): string {
  return [
    `${person?.name ?? 'No one'} from ${formatDay(from)}`,
    ...(author ? [`recorded by ${author}`] : []),
    ...(reason ? [reason] : []),
  ].join(' · ')
}
