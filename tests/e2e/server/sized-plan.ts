/** Plans of any size, written past the application in a statement for each table. */

import type pg from 'pg'
import { readForm } from '@/bench/form'
import { MOST_PINS } from '@/lib/domain/people/pins'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { addPerson, startSession } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

/** How many there are of each. What is of one record (section 1.1, action 1, action 3) is all of it. */
export interface Size {
  readonly pillars: number
  readonly sections: number
  /** Of section 1.1. */
  readonly actionsInOne: number
  readonly actions: number
  /** Of action 3. */
  readonly parts: number
  /** Of action 1. */
  readonly updates: number
  /** Of every tenth other action. */
  readonly updatesEach: number
  /** Of section 1.1 and action 1. */
  readonly partners: number
  /** Of section 1.1. */
  readonly outcomes: number
  readonly ratings: number
  /** Of action 1. */
  readonly achievements: number
  readonly publications: number
  readonly dateMoves: number
  readonly contributors: number
  /** Waiting for approval. */
  readonly waiting: number
  readonly timescales: number
  readonly sources: number
  readonly requests: number
  readonly disputes: number
  readonly periods: number
  readonly drafts: number
  readonly printedReports: number
  readonly members: number
  readonly rules: number
  readonly auditEntries: number
}

/** As large as the first plan, or a little smaller. */
export const FIRST_PLAN: Size = {
  pillars: 5,
  sections: 20,
  actionsInOne: 5,
  actions: 73,
  parts: 4,
  updates: 4,
  updatesEach: 3,
  partners: 12,
  outcomes: 5,
  ratings: 3,
  achievements: 5,
  publications: 3,
  dateMoves: 3,
  contributors: 3,
  waiting: 3,
  timescales: 4,
  sources: 5,
  requests: 5,
  disputes: 5,
  periods: 5,
  drafts: 2,
  printedReports: 2,
  members: 10,
  rules: 2,
  auditEntries: 40,
}

export const LARGE: Size = {
  pillars: 12,
  sections: 60,
  actionsInOne: 300,
  actions: 750,
  parts: 250,
  updates: 150,
  updatesEach: 5,
  partners: 150,
  outcomes: 150,
  ratings: 60,
  achievements: 150,
  publications: 100,
  dateMoves: 100,
  contributors: 100,
  waiting: 150,
  timescales: 40,
  sources: 100,
  requests: 100,
  disputes: 100,
  periods: 60,
  drafts: 40,
  printedReports: 10,
  members: 150,
  rules: 40,
  auditEntries: 1_000,
}

/** Words that are long, and no two alike, so that they take as much room compressed as what people write. */
const text = (sentences: number, seed: string) =>
  `(SELECT string_agg('Board paper ' || substr(md5(${seed} || sentence), 1, 12) || ' said what was done since, and what comes next.', ' ')
    FROM generate_series(1, ${sentences}) sentence)`

const STATUSES = `ARRAY['delivered', 'onTrack', 'missedNoRisk', 'atRisk', 'missedWithRisk', 'offTrack']`
const said = `attributed_to, basis, effective_on`
const saidBy = (day: string) => `'Scottish Government', 'reported', current_date - ${day}`

/** Takes the address of the app, its database and a size; returns such a plan, with reports that the app itself froze. */
export async function makeSizedPlan(
  app: string,
  db: pg.Client,
  size: Size,
  slug: string,
): Promise<ExamplePlan> {
  const plan = new Map(examplePlan(slug))
  for (const table of [
    'snapshot',
    'lifecycle_change',
    'counted_change',
    'due_date_move',
    'publication_action',
  ])
    plan.delete(table)
  const [planId, sectionId, actionId] = [idOf(plan, 'plan'), idOf(plan, 'section'), idOf(plan, 'action')]
  rowOf(plan, 'plan').needs_approval = true
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'report_draft').as_at = new Date()
  Object.assign(rowOf(plan, 'printed_report'), { as_of_on: new Date(), figures: printedFigures(size) })
  await write(db, plan)
  const names = {
    plan: planId,
    section: sectionId,
    action: actionId,
    pillar: idOf(plan, 'pillar'),
    partner: idOf(plan, 'partner'),
    update: idOf(plan, 'progress_update'),
    source: idOf(plan, 'source_document'),
  }
  for (const statement of statements(size))
    await db.query(
      statement.replaceAll(/:(\w+)(?=[,)\s])/g, (whole, name: string) => {
        const value = names[name as keyof typeof names]
        return value ? `'${value}'::uuid` : whole
      }),
    )
  await db.query('ANALYZE')
  await freezeReports(app, db, planId, slug)
  await db.query(
    `INSERT INTO report_draft (id, plan_id, reference, title, as_at, content, writer_ids, last_writer_id)
     SELECT gen_random_uuid(), plan_id, 'Draft ' || n, 'A report that is written', as_at, content, writer_ids, last_writer_id
     FROM report_draft, generate_series(2, $2::int) n WHERE id = $1`,
    [idOf(plan, 'report_draft'), size.drafts],
  )
  return plan
}

function statements(size: Size): string[] {
  return [
    `INSERT INTO source_document (id, plan_id, code, title, publisher, url, licence, read_as)
     SELECT gen_random_uuid(), :plan, 'paper-' || n, 'Board paper number ' || n, 'Scottish Government', 'https://example.org/' || n, 'OGL', 'full text'
     FROM generate_series(2, ${size.sources}) n`,
    `INSERT INTO pillar (id, plan_id, code, position, name, aim)
     SELECT gen_random_uuid(), :plan, 'p' || n, n, 'Pillar ' || n, ${text(3, `'aim' || n`)} FROM generate_series(2, ${size.pillars}) n`,
    `INSERT INTO section (id, plan_id, pillar_id, code, position, title)
     SELECT gen_random_uuid(), :plan, p.id, n || '.1', n, ${text(2, `'section' || n`)}
     FROM generate_series(2, ${size.sections}) n
     JOIN (SELECT id, row_number() OVER (ORDER BY position) AS at FROM pillar WHERE plan_id = :plan ) p ON p.at = 1 + n % ${size.pillars}`,
    `INSERT INTO timescale (id, plan_id, code, position, label, starts_on)
     SELECT gen_random_uuid(), :plan, 't' || n, n, 'Timescale ' || n, date '2023-01-01' + n FROM generate_series(2, ${size.timescales}) n`,
    `INSERT INTO partner (id, plan_id, code, abbreviation, name, kind)
     SELECT gen_random_uuid(), :plan, 'x' || n, 'NHS' || n, 'NHS Board of somewhere, number ' || n, 'nhs' FROM generate_series(2, ${size.partners}) n`,
    `INSERT INTO section_partner (plan_id, section_id, partner_id, role, position)
     SELECT plan_id, :section, id, 'keyPartner', row_number() OVER () FROM partner WHERE plan_id = :plan AND id <> :partner `,
    `INSERT INTO outcome (id, plan_id, pillar_id, code, position, text)
     SELECT gen_random_uuid(), :plan, :pillar, 'o' || n, n, ${text(2, `'outcome' || n`)} FROM generate_series(2, ${size.outcomes}) n`,
    `INSERT INTO section_outcome (plan_id, section_id, outcome_id)
     SELECT plan_id, :section, id FROM outcome WHERE plan_id = :plan AND code <> 'o1'`,
    `INSERT INTO action (id, plan_id, section_id, ref, ref_source, position, title, counted, timescale_id, timescale_source, due_on, due_precision, original_due_on, original_due_precision, done_when)
     SELECT gen_random_uuid(), :plan, s.id, n::text, 'printed', n, ${text(2, `'action' || n`)}, n <> 3, t.id, 'stated',
       current_date + n % 400 - 200, 'day', current_date + n % 400 - 200, 'day', ${text(3, `'done' || n`)}
     FROM generate_series(2, ${size.actions}) n
     JOIN (SELECT id, row_number() OVER (ORDER BY position) AS at FROM section WHERE plan_id = :plan ) s
       ON s.at = CASE WHEN n <= ${size.actionsInOne} THEN 1 ELSE 2 + n % ${size.sections - 1} END
     JOIN (SELECT id, row_number() OVER (ORDER BY position) AS at FROM timescale WHERE plan_id = :plan ) t
       ON t.at = CASE WHEN n % 2 = 0 THEN 1 ELSE 1 + n % ${size.timescales} END`,
    `INSERT INTO action (id, plan_id, section_id, parent_id, ref, ref_source, position, title, counted, timescale_source)
     SELECT gen_random_uuid(), :plan, section_id, id, '3.' || n, 'printed', 10000 + n, ${text(2, `'part' || n`)}, true, 'missing'
     FROM action, generate_series(1, ${size.parts}) n WHERE plan_id = :plan AND ref = '3'`,
    `INSERT INTO action_partner (plan_id, action_id, partner_id, role, position)
     SELECT plan_id, :action, id, 'support', row_number() OVER () FROM partner WHERE plan_id = :plan AND id <> :partner
     UNION ALL SELECT plan_id, id, :partner, 'lead', 1 FROM action WHERE plan_id = :plan AND id <> :action `,
    // Every tenth action was reported on so many times, the others once.
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, reason, mitigation, ${said})
     SELECT gen_random_uuid(), :plan, id, (${STATUSES})[1 + (position + n) % 6], ${text(6, `'narrative' || position || n`)},
       ${text(4, `'reason' || position || n`)}, ${text(4, `'mitigation' || position || n`)}, ${saidBy(`(31 * n) - position % 5`)}
     FROM action, generate_series(1, ${size.updatesEach}) n WHERE plan_id = :plan AND (n = 1 OR position % 10 = 0)`,
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, reason, mitigation, due_on, due_reason, ${said})
     SELECT gen_random_uuid(), :plan, :action, (${STATUSES})[1 + n % 6], ${text(20, `'long' || n`)},
       ${text(10, `'why' || n`)}, ${text(10, `'plan' || n`)}, current_date + n, 'It takes longer', ${saidBy('n')}
     FROM generate_series(1, ${size.updates}) n`,
    `INSERT INTO progress_update_source (plan_id, update_id, source_id, position)
     SELECT plan_id, :update, id, row_number() OVER () FROM source_document WHERE plan_id = :plan AND id <> :source `,
    `INSERT INTO progress_update_evidence (plan_id, update_id, position, title, url)
     SELECT :plan, :update, n, 'A page, number ' || n, 'https://example.org/' || n FROM generate_series(1, 20) n`,
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, reason, mitigation, needs_approval, ${said})
     SELECT gen_random_uuid(), :plan, id, 'atRisk', ${text(20, `'waiting' || position`)}, ${text(10, `'why' || position`)}, 'Something', true, ${saidBy('0')}
     FROM (SELECT * FROM action WHERE plan_id = :plan AND counted ORDER BY position LIMIT ${size.waiting}) asked`,
    `INSERT INTO due_date_move (id, plan_id, action_id, due_on, reason, effective_on)
     SELECT gen_random_uuid(), :plan, :action, current_date + n, ${text(3, `'move' || n`)}, current_date - 200 + n FROM generate_series(1, ${size.dateMoves}) n`,
    `INSERT INTO rating_rule (id, plan_id, at_risk_numerator, at_risk_denominator, reason)
     SELECT gen_random_uuid(), :plan, 1, 3 + n, ${text(3, `'rule' || n`)} FROM generate_series(2, ${size.rules}) n`,
    `INSERT INTO section_assessment (id, plan_id, section_id, overall_rag, reason, ${said})
     SELECT gen_random_uuid(), :plan, s.id, (ARRAY['onTrack', 'atRisk', 'offTrack']::overall_rag[])[1 + (s.position + n) % 3], ${text(5, `'rating' || s.position || n`)}, ${saidBy('n')}
     FROM section s, generate_series(1, ${size.ratings}) n WHERE s.plan_id = :plan AND (n <= 2 OR s.id = :section )`,
    `INSERT INTO achievement (id, plan_id, code, position, summary, reported_on, reported_precision, source_title)
     SELECT gen_random_uuid(), :plan, 'a' || n, n, ${text(3, `'achievement' || n`)}, current_date - n, 'day', 'An update' FROM generate_series(2, ${size.achievements}) n`,
    `INSERT INTO achievement_metric (id, plan_id, achievement_id, position, label, value, unit, as_of, qualifier)
     SELECT gen_random_uuid(), plan_id, id, 0, 'People trained', position, 'people', '2024-25', 'exact' FROM achievement WHERE plan_id = :plan AND code <> 'a1'`,
    `INSERT INTO achievement_action (plan_id, achievement_id, action_id) SELECT plan_id, id, :action FROM achievement WHERE plan_id = :plan AND code <> 'a1'`,
    `INSERT INTO publication (id, plan_id, code, position, title, url)
     SELECT gen_random_uuid(), :plan, 'p' || n, n, ${text(2, `'publication' || n`)}, 'https://example.org/' || n FROM generate_series(2, ${size.publications}) n`,
    `INSERT INTO publication_action (plan_id, publication_id, action_id) SELECT plan_id, id, :action FROM publication WHERE plan_id = :plan `,
    `WITH people AS (INSERT INTO person (id, name, email, email_verified)
       SELECT gen_random_uuid(), 'Person number ' || n, 'n' || n || '-' || :plan || '@example.org', true FROM generate_series(1, ${size.members}) n RETURNING id),
     members AS (INSERT INTO membership (plan_id, person_id, role) SELECT :plan, id, 'officer' FROM people RETURNING person_id)
     INSERT INTO contributor (plan_id, action_id, person_id) SELECT :plan, :action, person_id FROM members LIMIT ${size.contributors}`,
    `INSERT INTO accountability (id, plan_id, action_id, person_id, effective_on)
     SELECT gen_random_uuid(), :plan, a.id, m.person_id, current_date - 400 FROM action a
     JOIN (SELECT person_id, row_number() OVER () AS at FROM membership WHERE plan_id = :plan ) m ON m.at = 1 + a.position % ${size.members}
     WHERE a.plan_id = :plan AND a.id <> :action `,
    `INSERT INTO board_ask (id, plan_id, number, kind, action_id, section_id, text, raised_on, due_on, partner_id)
     SELECT gen_random_uuid(), :plan, n, 'question', CASE WHEN n % 2 = 0 THEN :action END, CASE WHEN n % 2 = 1 THEN :section END, ${text(10, `'ask' || n`)}, current_date - n, current_date + n, :partner
     FROM generate_series(2, ${size.requests}) n`,
    `INSERT INTO board_ask_event (id, plan_id, ask_id, kind, text, effective_on)
     SELECT gen_random_uuid(), plan_id, id, e.kind::ask_event_kind, ${text(10, `'answer' || e.kind`)}, current_date
     FROM board_ask, generate_series(1, ${size.requests}) n, (VALUES ('answered'), ('reopened')) e (kind) WHERE plan_id = :plan AND number = 1`,
    `INSERT INTO rating_dispute (id, plan_id, number, action_id, section_id, status, overall_rag, reason, effective_on)
     SELECT gen_random_uuid(), :plan, n, CASE WHEN n % 2 = 0 THEN :action END, CASE WHEN n % 2 = 1 THEN :section END,
       CASE WHEN n % 2 = 0 THEN 'atRisk' END, CASE WHEN n % 2 = 1 THEN 'atRisk'::overall_rag END, ${text(10, `'dispute' || n`)}, current_date
     FROM generate_series(2, ${size.disputes}) n`,
    // The last of them is open today.
    `INSERT INTO reporting_period (id, plan_id, name, opens_on, due_on, closes_on)
     SELECT gen_random_uuid(), :plan, 'Period ' || n, d, d + 20, d + 25
     FROM generate_series(1, ${size.periods}) n, LATERAL (SELECT current_date - 5 - 30 * (n - 1)) starts (d)`,
    `INSERT INTO printed_report (id, plan_id, code, reference, title, as_of_on, figures, author_id)
     SELECT gen_random_uuid(), plan_id, 'paper-' || n, 'Paper ' || n, title, as_of_on - n, figures, author_id
     FROM printed_report, generate_series(2, ${size.printedReports}) n WHERE plan_id = :plan AND code = 'paper-1'`,
    `INSERT INTO audit_entry (id, plan_id, chain, number, recorded_at, kind, record_type, record_id, record_name, after, previous, hash)
     SELECT gen_random_uuid(), plan_id, chain, n, now(), 'progress-update.recorded', 'progress_update', gen_random_uuid()::text, 'Action ' || n,
       jsonb_build_object('narrative', ${text(20, `'audit' || n`)}), '', 'x' || n
     FROM audit_entry, generate_series(2, ${size.auditEntries}) n WHERE plan_id = :plan AND number = 1`,
    `UPDATE audit_chain SET entries = ${size.auditEntries}, hash = 'x${size.auditEntries}' WHERE chain = ( :plan )::text`,
  ]
}

/** Figures of every section and action, none of which agree with the plan. */
function printedFigures({ sections, actions }: Size) {
  return {
    sections: Array.from({ length: sections }, (_, at) => ({
      code: `${at + 1}.1`,
      overallRag: 'onTrack',
      shares: [{ bucket: 'onTrack', percent: '100' }],
    })),
    sectionTotals: [{ bucket: 'onTrack', count: sections, percent: '100' }],
    actionTotals: [{ bucket: 'onTrack', count: actions, percent: '100' }],
    listed: Array.from({ length: actions }, (_, at) => String(at + 1)),
    names: [],
  }
}

/** Issues two reports in the app, between which every fifth action moved. */
async function freezeReports(app: string, db: pg.Client, planId: string, slug: string) {
  const { name, value } = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
  const headers = { cookie: `${name}=${value}`, origin: app }
  const send = async (page: string, piece: string, typed: Readonly<Record<string, string>> = {}) => {
    const body = readForm(await (await fetch(page, { headers })).text(), piece)
    for (const [field, words] of Object.entries(typed)) body.set(field, words)
    const answer = await fetch(page, { method: 'POST', body, headers, redirect: 'manual' })
    if (answer.status !== 303) throw new Error(`${page} answered ${answer.status}`)
    return new URL(answer.headers.get('location') ?? '', app).href
  }
  for (const reference of ['LB 1', 'LB 2']) {
    const draft = await send(`${app}/plans/${slug}/reports/new`, 'name="reference"', {
      reference,
      title: 'A report',
    })
    // Reviewing it is not what is measured.
    await db.query(
      `UPDATE report_draft SET content = jsonb_set(content, '{notes}', $2), state = 'reviewed',
         reviewed_by_id = last_writer_id, reviewed_at = now() WHERE id = $1`,
      [
        draft.split('/').at(-1),
        JSON.stringify(Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'In hand']))),
      ],
    )
    await send(`${draft}/issue`, 'Issue report')
    if (reference === 'LB 1')
      await db.query(
        `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, ${said})
         SELECT gen_random_uuid(), $1, id, (${STATUSES})[1 + (position / 5) % 6], 'It goes on.', ${saidBy('0')}
         FROM action WHERE plan_id = $1 AND position % 5 = 1`,
        [planId],
      )
  }
}

/** Fills what belongs to no one plan: so many other plans, and for someone so many tokens, sessions and pins. */
export async function crowd(
  db: pg.Client,
  count: number,
  plan: ExamplePlan,
  people: readonly string[],
): Promise<void> {
  const other = examplePlan()
  const { id: _, slug: __, ...row } = rowOf(other, 'plan')
  await insert(db, 'plan', { ...row, id: idOf(other, 'plan'), slug: rowOf(other, 'plan').slug })
  const columns = Object.keys(row).join(', ')
  await db.query(
    `WITH plans AS (INSERT INTO plan (id, slug, ${columns})
       SELECT gen_random_uuid(), slug || '-' || n, ${columns} FROM plan, generate_series(1, $2::int) n WHERE id = $1 RETURNING id)
     INSERT INTO rating_rule (id, plan_id, at_risk_numerator, at_risk_denominator) SELECT gen_random_uuid(), id, 1, 3 FROM plans`,
    [idOf(other, 'plan'), count],
  )
  await db.query(
    `INSERT INTO invitation (id, token_hash, email, expires_at)
     SELECT gen_random_uuid(), md5(n::text) || md5(n::text), 'invited' || n || '@example.org', now() + interval '1 day' FROM generate_series(1, $1::int) n`,
    [count],
  )
  for (const person of people) {
    await db.query(
      `INSERT INTO pin (person_id, level, record_id) SELECT $1::uuid, 'action', id FROM action WHERE plan_id = $2 ORDER BY position LIMIT $3`,
      [person, idOf(plan, 'plan'), MOST_PINS],
    )
    await db.query(
      `INSERT INTO api_token (id, person_id, name, token_hash, plan_ids, expires_at)
       SELECT gen_random_uuid(), $1::uuid, 'Token ' || n, md5(n || $1::uuid::text) || md5($1::uuid::text || n), ARRAY[$2::uuid], now() + interval '1 day' FROM generate_series(1, $3::int) n`,
      [person, idOf(plan, 'plan'), count],
    )
    await db.query(
      `INSERT INTO session (id, token, person_id, expires_at)
       SELECT gen_random_uuid(), md5(n || $1::uuid::text), $1::uuid, now() + interval '1 day' FROM generate_series(1, $2::int) n`,
      [person, count],
    )
  }
}
