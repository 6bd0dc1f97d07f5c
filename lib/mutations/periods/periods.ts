/** Making, changing and removing a plan's reporting periods. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { overlapEachOther, overlapping, stageOf } from '@/lib/domain/periods/periods'
import { foldName } from '@/lib/domain/text'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { isoDate } from '@/lib/queries/iso-date'
import { describeLastDone } from '@/lib/audit/append'
import type { PeriodInput } from '@/lib/schemas/periods/period'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { periodMessages } from '@/lib/format/periods/messages'

/**
 * Takes a plan's slug and new periods, in order of opening; adds them, all or none. What is there already, to the letter, is
 * not added again. Throws InvalidError by the fields of the form for one period.
 */
export async function addPeriods(slug: string, inputs: readonly PeriodInput[]): Promise<void> {
  await writePlan(slug, RIGHTS.editPeriods, async (write) => {
    const known = await readPeriods(write)
    const added = inputs.filter((input) => !known.some((one) => isSame(one, input)))
    const there = [...known]
    if (overlapEachOther(inputs)) throw new InvalidError({ closes: periodMessages.overlapsNext })
    for (const input of added) {
      checkAmong(write, input, there)
      const { id } = await write.tx.reportingPeriod.create({
        data: { planId: write.plan.id, ...toRow(input) },
        select: { id: true },
      })
      there.push({ ...input, id })
      await write.audit({
        kind: 'period.added',
        recordType: 'reporting_period',
        recordId: id,
        recordName: input.name,
        after: { ...input },
      })
    }
  })
}

/**
 * Takes a plan's slug, a period's id, what it was when the form was opened, and what it is to be; changes it. A period that
 * opened keeps its opening day, one that closed stays as it was. Throws NotFoundError and InvalidError.
 */
export async function changePeriod(
  slug: string,
  id: string,
  seen: PeriodInput,
  input: PeriodInput,
): Promise<void> {
  await writePlan(slug, RIGHTS.editPeriods, async (write) => {
    const known = await readPeriods(write)
    const period = known.find((one) => one.id === id)
    if (!period) throw new NotFoundError('period', id)
    const { id: _, ...before } = period
    if (isSame(before, input)) return
    if (!isSame(before, seen)) {
      const sentence = await describeLastDone(write.tx, id, write.actor.id, periodMessages.changedThis)
      throw new InvalidError({ form: periodMessages.changedMeanwhile(sentence, before.name) })
    }
    const stage = stageOf(before, write.today)
    if (stage === 'closed') throw new InvalidError({ form: periodMessages.closed })
    if (stage === 'open' && input.opensOn !== before.opensOn)
      throw new InvalidError({ form: periodMessages.openingFixed })
    if (stage === 'open' && input.dueOn !== before.dueOn && input.dueOn < write.today)
      throw new InvalidError({ due: periodMessages.duePassed })
    checkAmong(
      write,
      input,
      known.filter((one) => one.id !== id),
    )
    await write.tx.reportingPeriod.update({ where: { id }, data: toRow(input) })
    await write.audit({
      kind: 'period.changed',
      recordType: 'reporting_period',
      recordId: id,
      recordName: input.name,
      before,
      after: { ...input },
    })
  })
}

/**
 * Takes a plan's slug and a period's id; removes it. One that has opened stays: updates were asked for in it. Throws
 * InvalidError. Returns its name; null where it is gone already, which is no failure.
 */
export async function removePeriod(slug: string, id: string): Promise<string | null> {
  return writePlan(slug, RIGHTS.editPeriods, async (write) => {
    const period = (await readPeriods(write)).find((one) => one.id === id)
    if (!period) return null
    const { id: _, ...before } = period
    if (stageOf(before, write.today) !== 'toCome')
      throw new InvalidError({ form: periodMessages.cannotRemove })
    await write.tx.reportingPeriod.delete({ where: { id } })
    await write.audit({
      kind: 'period.removed',
      recordType: 'reporting_period',
      recordId: id,
      recordName: before.name,
      before,
    })
    return before.name
  })
}

type Known = PeriodInput & { readonly id: string }

async function readPeriods({ tx, plan }: PlanWrite): Promise<Known[]> {
  const rows = await tx.reportingPeriod.findMany({ where: { planId: plan.id }, orderBy: { opensOn: 'asc' } })
  return rows.map(({ id, name, opensOn, dueOn, closesOn }) => ({
    id,
    name,
    opensOn: isoDate(opensOn),
    dueOn: isoDate(dueOn),
    closesOn: isoDate(closesOn),
  }))
}

function checkAmong({ plan, today }: PlanWrite, input: PeriodInput, others: readonly Known[]): void {
  const errors: Record<string, string> = {}
  const same = others.find(({ name }) => foldName(name) === foldName(input.name))
  if (same) errors.name = periodMessages.nameTaken(same.name)
  const [other] = overlapping(input, others)
  if (other) errors.opens = periodMessages.overlaps(input.name, other.name)
  if (input.closesOn < today) errors.closes = periodMessages.closingInPast
  const address = (id: string) => paths.period(plan.slug, id)
  if (Object.keys(errors).length)
    throw new InvalidError(errors, {
      ...(same && { name: { label: periodMessages.lookAt(same.name), address: address(same.id) } }),
      ...(other && { opens: { label: periodMessages.lookAt(other.name), address: address(other.id) } }),
    })
}

function isSame(a: PeriodInput, b: PeriodInput): boolean {
  return a.name === b.name && a.opensOn === b.opensOn && a.dueOn === b.dueOn && a.closesOn === b.closesOn
}

const toRow = ({ name, opensOn, dueOn, closesOn }: PeriodInput) => ({
  name,
  opensOn: new Date(opensOn),
  dueOn: new Date(dueOn),
  closesOn: new Date(closesOn),
})
