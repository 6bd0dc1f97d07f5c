import { expect, it } from 'vitest'
import { OWN_FIELD_TYPES } from '@/lib/domain/own-fields'
import * as stored from '@/generated/prisma/enums'
import { ASK_EVENT_KINDS, ASK_KINDS } from './board/board-requests'
import { DATE_PRECISIONS } from './dates'
import { DISPUTE_OUTCOMES } from './board/disputes'
import { FILE_PURPOSES } from './imports/spreadsheet'
import {
  ACTIVITY_TYPES,
  BASES,
  CONFIDENCES,
  METRIC_QUALIFIERS,
  PARTNER_KINDS,
  PLAN_LEVELS,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
  UPDATE_DECISIONS,
  UPDATE_KINDS,
} from './plan/plan'
import { ROLES } from './people/permissions'
import { PIN_LEVELS } from './people/pins'
import { OVERALL_RAGS } from './status/rag'
import { DRAFT_STATES } from './reports/report-draft'
import { LIFECYCLES } from './status/roll-up'
import { STRUCTURE_KINDS } from './structure/structure'
import { MEANINGS } from './status/status'

/** The domain's list for each enumeration of the database's schema: two homes that TypeScript cannot make one. */
const LISTS: Record<keyof typeof stored, readonly string[]> = {
  Meaning: MEANINGS,
  OverallRag: OVERALL_RAGS,
  Basis: BASES,
  Confidence: CONFIDENCES,
  DatePrecision: DATE_PRECISIONS,
  ActivityType: ACTIVITY_TYPES,
  Lifecycle: LIFECYCLES,
  ReferenceSource: REFERENCE_SOURCES,
  TimescaleSource: TIMESCALE_SOURCES,
  PartnerKind: PARTNER_KINDS,
  MetricQualifier: METRIC_QUALIFIERS,
  UpdateKind: UPDATE_KINDS,
  UpdateDecisionKind: UPDATE_DECISIONS,
  Role: ROLES,
  ReportDraftState: DRAFT_STATES,
  AskKind: ASK_KINDS,
  AskEventKind: ASK_EVENT_KINDS,
  DisputeOutcome: DISPUTE_OUTCOMES,
  StructureKind: STRUCTURE_KINDS,
  PinLevel: PIN_LEVELS,
  OwnFieldType: OWN_FIELD_TYPES,
  PlanLevels: PLAN_LEVELS,
  FilePurpose: FILE_PURPOSES,
}

it.each(Object.entries(stored))('stores %s as the domain lists it, in the same order', (name, values) => {
  expect(Object.keys(values)).toEqual(LISTS[name as keyof typeof stored])
})
