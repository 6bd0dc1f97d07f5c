// What the database is asked for every page: how every plan stands, and who is signed in with which rights.
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import { connectionTo } from '../lib/connection'
import type { Role } from '../lib/domain/people/permissions'
import { paths } from '../lib/paths'
import { isOwnPage, planOf } from './request/address'
import type { AskedAs } from '../lib/http/asked-as'
import {
  SESSION_LONGEST,
  SESSION_NOTED_EVERY,
  sessionKey,
  VISIT_NOTED_EVERY,
} from '../lib/http/session-token'

/** Plans with more actions than this are large. */
const LARGE = 1000
/** Of so many plans it is known for so long (milliseconds): a plan grows slowly. */
const MOST_SIZES = 1000
const SIZE_LASTS = 60_000

/** How all that a page may depend on stands now. */
export interface SiteState {
  /** Of what anyone may see of the page's plan; of every plan where the page is not about one. */
  readonly version: string
  /** Of what its members see besides. */
  readonly insideVersion: string
  /** Of every plan and every account. */
  readonly everything: string
  /** Whose session is under way. */
  readonly reader: Reader | null
}

export interface Reader {
  readonly personId: string
  readonly sessionId: string
  /** In whose name a page of the plan that they asked for is rendered; null where it has to be in their own. */
  readonly as: AskedAs | null
  /** What a page of theirs alone depends on besides; empty for others. */
  readonly own: string
  /** What they may do in the plan that they asked for, in a word or two; whether anything is to be looked at more closely plays no part. */
  readonly rights: string
}

export interface Revisions {
  /**
   * Takes the path of a page, the tokens of the sessions that it may be asked for in, and whether what members see counts, as it does for those who
   * have any; returns how all of it stands now.
   */
  ask: (path: string, sessionTokens: readonly string[], isMember?: boolean) => Promise<SiteState>
  /** Takes a plan's slug; returns who may know of it where it has so many actions that what is made of all of them takes long, and null elsewhere. */
  findLarge: (slug: string) => Promise<LargePlan | null>
  close: () => Promise<void>
}

interface LargePlan {
  readonly isPublic: boolean
}

/** A session that is asked about, and the plan whose page is asked for with it. */
interface Question {
  readonly key: string
  readonly slug: string | null
  /** Whether what they typed and when they were last there is asked for as well. */
  readonly isOwnPage: boolean
}

interface SessionRow {
  readonly key: string
  readonly slug: string | null
  readonly sessionId: string
  readonly personId: string
  readonly isAdministrator: boolean
  readonly planId: string | null
  readonly role: Role | null
  readonly isOwnCase: boolean
  readonly answers: boolean
  /** Whether a plan that not everyone may read is linked with the one asked for. */
  readonly isLinkedInside: boolean
  readonly isOwnPage: boolean
  /** Whether it is on record already that they are on My updates; unknown before their first visit. */
  readonly isVisitNoted: boolean | null
  readonly own: string | null
}

/** Whose page is asked for, null where it is about no one plan, and whether by someone who is signed in. */
interface Asked {
  readonly slug: string | null
  readonly isMember: boolean
}

interface PlanVersions {
  readonly version: string
  readonly insideVersion: string
}

/** Of all plans and accounts; null where no one has asked for it. */
interface SiteVersions {
  readonly all: string | null
  readonly everything: string | null
  readonly people: string | null
}

interface Versions extends SiteVersions {
  /** Those that were asked for and are there, by slug. */
  readonly plans: ReadonlyMap<string | null, PlanVersions>
}

type VersionRow = PlanVersions & SiteVersions & { readonly slug: string | null }

const NO_VERSIONS: SiteVersions = { all: null, everything: null, people: null }

/** The plans that name an action of `plan` as the same work, or have one that it names: what its pages show of them. */
const LINKED_PLANS = `SELECT w.cited_plan_id FROM same_work w WHERE w.plan_id = plan.id
  UNION ALL SELECT w.plan_id FROM same_work w WHERE w.cited_plan_id = plan.id`

/**
 * However many plans there are, a page about one asks for one. A page of a plan that is not there yet hangs on all of them. The sum
 * changes with every account that does, in whatever order their writers finish; the latest day would not. Strangers are shown nothing of
 * linked plans that are not public, and are not to notice that these change.
 */
const VERSIONS = `
  WITH site AS (SELECT
    CASE WHEN $2::boolean OR (SELECT count(*) FROM plan WHERE slug = ANY($1::text[])) < cardinality($1::text[])
      THEN (SELECT md5(string_agg(version::text, ' ' ORDER BY slug)) FROM plan) END AS "all",
    CASE WHEN $3::boolean THEN (SELECT md5(string_agg(concat_ws(' ', version, inside_version), ' ' ORDER BY slug)) FROM plan) END AS everything,
    CASE WHEN $3::boolean THEN (SELECT sum(extract(epoch FROM updated_at))::text FROM person) END AS people)
  SELECT plan.slug, concat_ws(' ', plan.version, linked.version) AS version,
    concat_ws(' ', plan.inside_version, linked.inside) AS "insideVersion", site.*
  FROM site LEFT JOIN plan ON plan.slug = ANY($1::text[]) LEFT JOIN LATERAL (
    SELECT string_agg(o.version::text, ' ' ORDER BY o.id) FILTER (WHERE o.is_public) AS version,
      string_agg(concat_ws(' ', o.version, o.inside_version), ' ' ORDER BY o.id) AS inside
    FROM plan o WHERE o.id <> plan.id AND o.id IN (${LINKED_PLANS})) AS linked ON true`

/**
 * Whoever has not been noted for a while, or whose session, account or passkey needs a closer look, is looked at by
 * lib/auth/actor.ts: it ends sessions, notes their use and withholds roles. Here only whether there is anything to look at.
 * A draft is known by the transaction that wrote it: a clock may say the same of two.
 */
const SESSIONS = `
  WITH needed AS MATERIALIZED (SELECT coalesce(
    (SELECT string_to_array(value, ' ') FROM setting WHERE name = 'passkey-roles'),
    CASE WHEN EXISTS (SELECT 1 FROM passkey k JOIN person a ON a.id = k.person_id
      WHERE a.is_administrator AND a.deactivated_at IS NULL) THEN ARRAY['administrator'] ELSE '{}' END) AS roles)
  SELECT asked.key, asked.slug, asked.is_own_page AS "isOwnPage", s.id AS "sessionId", p.id AS "personId", p.is_administrator AS "isAdministrator", plan.id AS "planId", m.role,
    s.updated_at < now() - make_interval(secs => $3) OR s.created_at < now() - make_interval(secs => $4)
      OR p.deactivated_at IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id) AND (
        p.is_administrator AND 'administrator' = ANY(needed.roles)
        OR EXISTS (SELECT 1 FROM membership o WHERE o.person_id = p.id AND o.role::text = ANY(needed.roles))) AS "isOwnCase",
    EXISTS (SELECT 1 FROM plan o WHERE NOT o.is_public AND o.id <> plan.id AND o.id IN (${LINKED_PLANS})) AS "isLinkedInside",
    EXISTS (SELECT 1 FROM accountability a WHERE a.person_id = p.id)
      OR EXISTS (SELECT 1 FROM contributor c WHERE c.person_id = p.id) AS answers,
    p.visited_at > now() - make_interval(secs => $5) AS "isVisitNoted",
    CASE WHEN asked.is_own_page THEN concat_ws(' ', p.is_administrator, m.role, coalesce(p.visited_before, p.created_at),
      (SELECT string_agg(d.form || ' ' || d.xmin, ' ' ORDER BY d.form) FROM draft d WHERE d.person_id = p.id)) END AS own
  FROM needed, unnest($1::text[], $2::text[], $6::boolean[]) AS asked(key, slug, is_own_page)
  JOIN session s ON s.token = asked.key AND s.expires_at > now()
  JOIN person p ON p.id = s.person_id
  LEFT JOIN plan ON plan.slug = asked.slug
  LEFT JOIN membership m ON m.plan_id = plan.id AND m.person_id = p.id`

/** What an officer may do there depends on who they are: whether they answer for the action. */
const ABOUT_ONE_ACTION = /^\/plans\/[^/]+\/actions\/./

/** Takes the database's address; returns a reader of how everything stands. */
export function openRevisions(databaseUrl: string): Revisions {
  const { options, ...connection } = connectionTo(databaseUrl, {
    statementTimeout: 5_000,
    lockTimeout: 5_000,
  })
  const pool = new pg.Pool({
    ...connection,
    // Planned once for each connection: planning takes longer than the answer.
    options: `${options} -c plan_cache_mode=force_generic_plan`,
    max: 2,
    connectionTimeoutMillis: 5_000,
    // A connection that hangs half-open must not hang every page with it.
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'cairn revisions',
  })
  // An idle connection that breaks is replaced at the next question, which reports what is wrong.
  pool.on('error', () => {})

  async function readVersions(asked: readonly Asked[]): Promise<Versions> {
    const slugs = [...new Set(asked.flatMap(({ slug }) => slug ?? []))]
    const isSite = asked.some(({ slug }) => slug === null)
    const isMember = asked.some((one) => one.isMember)
    const { rows } = await pool.query<VersionRow>({
      name: 'revisions',
      text: VERSIONS,
      values: [slugs, isSite, isMember],
    })
    const [{ all, everything, people } = NO_VERSIONS] = rows
    return { plans: new Map(rows.map(({ slug, ...versions }) => [slug, versions])), all, everything, people }
  }

  async function readSessions(asked: readonly Question[]): Promise<SessionRow[]> {
    // Someone may ask for several pages at once: each is answered once.
    const questions = [...new Map(asked.map((one) => [nameOf(one), one])).values()]
    const { rows } = await pool.query<SessionRow>({
      name: 'sessions',
      text: SESSIONS,
      values: [
        questions.map(({ key }) => key),
        questions.map(({ slug }) => slug),
        SESSION_NOTED_EVERY,
        SESSION_LONGEST,
        VISIT_NOTED_EVERY,
        questions.map(({ isOwnPage }) => isOwnPage),
      ],
    })
    return rows
  }

  const sizes = new LRUCache<string, Promise<LargePlan | null>>({ max: MOST_SIZES, ttl: SIZE_LASTS })
  function findLarge(slug: string): Promise<LargePlan | null> {
    const known = sizes.get(slug)
    if (known) return known
    const counted = pool
      .query<LargePlan>({
        name: 'size',
        text: `SELECT is_public AS "isPublic" FROM plan p WHERE slug = $1 AND EXISTS (SELECT 1 FROM action a WHERE a.plan_id = p.id OFFSET $2)`,
        values: [slug.replaceAll('\0', ''), LARGE],
      })
      .then(({ rows }) => rows[0] ?? null)
    sizes.set(slug, counted)
    counted.catch(() => sizes.delete(slug))
    return counted
  }

  // Each its own: who brings no session does not wait for those of others.
  const askVersions = shareQuestions(readVersions)
  const askSessions = shareQuestions(readSessions)
  return {
    async ask(path, sessionTokens, isMember = sessionTokens.length > 0) {
      // PostgreSQL knows no text with a NUL in it, and an address may carry one.
      const slug = planOf(path)?.replaceAll('\0', '') ?? null
      const keys = sessionTokens.map(sessionKey)
      const isOwn = isOwnPage(path)
      const [versions, sessions] = await Promise.all([
        askVersions([{ slug, isMember }]),
        keys.length ? askSessions(keys.map((key) => ({ key, slug, isOwnPage: isOwn }))) : [],
      ])
      const own = sessions.filter(
        (row) => row.slug === slug && row.isOwnPage === isOwn && keys.includes(row.key),
      )
      const plan = slug === null ? undefined : versions.plans.get(slug)
      const everything = `${versions.everything} ${versions.people}`
      return {
        version: plan?.version ?? versions.all ?? '',
        insideVersion: plan ? `${plan.insideVersion} ${versions.people}` : everything,
        everything,
        reader: own[0] ? readerOf(own[0], own.length === 1 ? nameFor(own[0], path) : null) : null,
      }
    },
    findLarge,
    close: () => pool.end(),
  }
}

const nameOf = ({ key, slug, isOwnPage }: Question) => `${key} ${slug} ${isOwnPage}`

const readerOf = (
  { personId, sessionId, own, role, isAdministrator }: SessionRow,
  as: AskedAs | null,
): Reader => ({
  personId,
  sessionId,
  as,
  own: own ?? '',
  rights: `${role ?? 'none'}${isAdministrator ? ' administrator' : ''}`,
})

function nameFor(row: SessionRow, path: string): AskedAs | null {
  const { personId, planId, role, isAdministrator, isOwnCase, answers, isLinkedInside, isVisitNoted } = row
  if (isOwnCase) return null
  // The page that notes a visit is rendered for its reader: lib/mutations/people/visits.ts.
  if (isOwnPage(path))
    return path === paths.myUpdates() && !isVisitNoted ? null : { kind: 'person', personId }
  if (planId === null) return null
  // Which plans they may read besides, their rights in this one do not say.
  const isOwn = isLinkedInside || (role === 'officer' && answers)
  if (isOwn && ABOUT_ONE_ACTION.test(path)) return { kind: 'person', personId }
  return { kind: 'class', planId, role, isAdministrator }
}

/**
 * Takes a question about some things; returns a way of asking it in which those who ask while an answer is on its way share the
 * next one, which is about all that they ask for. Each answer is thus begun after its asker came: as fresh as a question of one's
 * own, at a fraction of the work.
 */
export function shareQuestions<Thing, T>(
  question: (things: readonly Thing[]) => Promise<T>,
): (things: readonly Thing[]) => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: { readonly things: Thing[]; readonly answer: Promise<T> } | null = null

  function plan() {
    const things: Thing[] = []
    const answer = underWay.then(() => {
      next = null
      const given = question(things)
      underWay = given.catch(() => {})
      return given
    })
    return { things, answer }
  }

  return (things) => {
    next ??= plan()
    next.things.push(...things)
    return next.answer
  }
}
