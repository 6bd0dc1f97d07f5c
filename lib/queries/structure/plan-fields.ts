/** The fields that a plan has of its own, and what was entered in them. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { KeptField } from '@/lib/domain/own-fields'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readFields } from '@/lib/queries/plan-state/inside-fields'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

type Client = Pick<Prisma.TransactionClient, '$queryRaw'>

/** What became of a field. */
export interface FieldUses {
  /** Whether it holds anything now, or ever did for the public. */
  readonly isUsed: boolean
  /** How many actions have a value. */
  readonly actions: number
}

/** Takes a client and a plan's id; returns what became of its fields, by their codes; those that were never used are not among them. */
export async function readFieldUses(client: Client, planId: string): Promise<ReadonlyMap<string, FieldUses>> {
  const rows = await client.$queryRaw<{ code: string; actions: number }[]>`
    WITH used AS (
      SELECT a.id, jsonb_object_keys(a.own_fields || a.inside_fields) AS code FROM action a WHERE a.plan_id = ${planId}::uuid
      UNION ALL SELECT NULL, jsonb_object_keys(c.facts->'ownFields') FROM structure_change c
        WHERE c.plan_id = ${planId}::uuid AND c.kind = 'action' AND jsonb_typeof(c.facts->'ownFields') = 'object')
    SELECT code, count(id)::int AS actions FROM used GROUP BY code`
  return new Map(rows.map(({ code, actions }) => [code, { isUsed: true, actions }]))
}

/** Takes a client, a plan's id and a field's code; returns what was ever chosen in it. */
export async function readUsedOptions(
  client: Client,
  planId: string,
  code: string,
): Promise<ReadonlySet<string>> {
  const rows = await client.$queryRaw<{ option: string }[]>`
    WITH used AS (
      SELECT (a.own_fields || a.inside_fields)->${code} AS value FROM action a WHERE a.plan_id = ${planId}::uuid
      UNION ALL SELECT c.facts->'ownFields'->${code} FROM structure_change c
        WHERE c.plan_id = ${planId}::uuid AND c.kind = 'action' AND jsonb_typeof(c.facts->'ownFields') = 'object')
    SELECT DISTINCT jsonb_array_elements_text(
      CASE jsonb_typeof(value) WHEN 'array' THEN value WHEN 'string' THEN jsonb_build_array(value) ELSE '[]' END) AS option
    FROM used`
  return new Set(rows.map(({ option }) => option))
}

export interface FieldsPage {
  readonly plan: PlanState
  /** In their order, with those that were retired. */
  readonly fields: readonly (KeptField & FieldUses)[]
}

/** Takes a plan's slug; returns its fields, null when there is no such plan, or "forbidden" when the actor does not look after it. */
export async function getFieldsPage(slug: string): Promise<FieldsPage | 'forbidden' | null> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return null
  if (!canEditPlan(actor, plan)) return 'forbidden'
  const [fields, uses] = await Promise.all([readFields(db, plan.id), readFieldUses(db, plan.id)])
  const none: FieldUses = { isUsed: false, actions: 0 }
  return { plan, fields: fields.map((field) => ({ ...field, ...(uses.get(field.code) ?? none) })) }
}
