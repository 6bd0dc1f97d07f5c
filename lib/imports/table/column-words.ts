/**
 * What people call the columns of a plan: in English, and the words of Cairn's template in Gaelic, Welsh and French.
 * Without case, accents, signs and what is in brackets.
 */

import type { ColumnUse } from '@/lib/domain/imports/table'

const list = (text: string): readonly string[] => text.trim().split(/,\s+/)

/** Levels by how deep they are; which of them is the plan's pillar or section depends on how many there are. */
export const LEVELS: readonly (readonly string[])[] = [
  list(`
    pillar, theme, ambition, axis, goal, strand, priority area, strategic priority, pillar name, pillar title,
    carragh, cuspair, colofn, thema, pilier, axe, theme strategique
  `),
  list(`
    section, sub theme, subtheme, sub pillar, objective, category, workstream, outcome, chapter,
    section name, section title, earrann, adran, sous axe, sous theme, objectif
  `),
  list(`
    sub sub theme, sub section, subsection, sub objective, measure, fo earrann, is adran, mesure,
    sous section
  `),
]

type NamedUse = Exclude<ColumnUse, 'pillar' | 'section' | 'thirdLevel' | 'ownField' | 'leftOut'>

export const WORDS: Readonly<Record<NamedUse, readonly string[]>> = {
  title: list(`
    action, action title, action name, title, commitment, deliverable, task, activity, recommendation,
    gniomh, tiotal, gweithred, cam gweithredu, teitl, titre, intitule
  `),
  partTitle: list(
    'part of the action, part of action, sub action, sub task, fo ghniomh, is weithred, sous action',
  ),
  reference: list(`
    ref, reference, no, number, num, id, action no, action number, action ref, action reference,
    action id, ref no, reference number, measure ref, measure no, code, iomradh, aireamh, cyfeirnod,
    rhif, numero, n°, n
  `),
  description: list(`
    description, details, detail, what will change, summary, action description, tuairisgeul,
    disgrifiad, descriptif
  `),
  lead: list(`
    lead, lead organisation, lead partner, lead body, led by, owner, who, responsible, accountable,
    responsible organisation, lead agency, stiuiriche, buidheann stiuiridh, arweinydd, corff arweiniol,
    pilote, responsable, chef de file
  `),
  partners: list(`
    partner, partners, partner organisations, other organisations, key partners, delivery partners,
    supporting organisations, com pairtichean, com pairtiche, partneriaid, partner sefydliadau,
    partenaires
  `),
  start: list(`
    start, start date, begins, from, toiseach, ceann latha toiseachaidh, dyddiad dechrau, debut,
    date de debut
  `),
  due: list(`
    due, due date, end, end date, target date, deadline, by when, completion date, finish date, period,
    ceann latha, ceann latha criochnachaidh, dyddiad cau, dyddiad gorffen, echeance, date de fin
  `),
  timescale: list(`
    timescale, timing, timeline, timeframe, time frame, when, clar ama, amserlen, calendrier, delai
  `),
  status: list(`
    status, rag, rag status, current status, delivery status, progress status, state, inbhe, statws,
    statut, etat
  `),
  update: list(`
    update, progress, progress update, latest update, progress report, narrative, adhartas, urachadh,
    cynnydd, diweddariad, avancement, mise a jour
  `),
  updateDay: list(`
    update date, date of update, status date, date of status, date updated, last updated, updated,
    updated on, reported on, as at, as of
  `),
  basis: list('basis, how known, how it is known, how the status is known'),
  basisNote: list('basis note, what it rests on'),
}

/** Called so, a column has the titles where no other column has. */
export const WEAK_TITLES: readonly string[] = list('name, what, ainm, enw, nom')
/** The second part of a reference that is kept in two columns: 34 and a. */
export const REFERENCE_PARTS: readonly string[] = list('letter, sub no, part')

/** No name of a column is longer. In characters. */
const LONGEST = 200

export interface HeaderWords {
  /** Without the language and the year at its end. */
  readonly base: string
  readonly language: string | null
  readonly year: number | null
}

/** Takes a header; returns what is compared with the words above. */
export function readHeader(header: string): HeaderWords {
  const plain = header
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/[^\p{Letter}\p{Number}°]+/gu, ' ')
    .trim()
  const [, base = plain, ending = null] = /^(.*\S) (en|gd|cy|fr|(?:19|20)\d\d)$/.exec(plain) ?? []
  const isYear = ending !== null && /^\d/.test(ending)
  return { base, language: isYear ? null : ending, year: isYear ? Number(ending) : null }
}

/** Takes a header's words; returns whether they name something of a plan. */
export const isKnownHeader = ({ base }: HeaderWords): boolean =>
  [...LEVELS.flat(), ...Object.values(WORDS).flat(), ...WEAK_TITLES].includes(base)
