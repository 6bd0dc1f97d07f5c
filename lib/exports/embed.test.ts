import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { embedChart, embedNothing, embedPlan, embedSection } from './embed'

const address = (path: string) => `https://plans.example.org${path}`
const TODAY = '2025-11-22'
const plan = {
  ...buildPlan({
    actions: [buildAction('1', { status: 'atRisk' }), buildAction('2', { status: 'onTrack' })],
  }),
  title: 'A <plan> & more',
}

describe('a page for other sites', () => {
  const section = plan.sections[0]?.code ?? ''
  const pages = {
    plan: embedPlan(plan, TODAY, address),
    section: embedSection(plan, section, TODAY, address) ?? '',
    chart: embedChart(plan, 'pillars', null, TODAY, address) ?? '',
    nothing: embedNothing(address),
  }

  it.each(Object.entries(pages))('of a %s has no script, form or frame, and fetches nothing', (_, html) => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/)
    expect(html).not.toMatch(/<(script|form|iframe|img|object|link rel="stylesheet")|\son\w+=|javascript:/i)
    expect(html).not.toContain('<plan>')
    expect(html.length).toBeLessThan(20_000)
  })

  it('says how the plan stands, of which day, from where, and leads to it on a page of its own', () => {
    expect(pages.plan).toContain('1 of 2 actions (50%) needs attention.')
    expect(pages.plan).toContain(
      '<a href="https://plans.example.org/plans/the-plan">A &lt;plan&gt; &amp; more</a>',
    )
    expect(pages.plan).toContain('<base target="_blank">')
    expect(pages.plan).toMatch(/Figures from|No updates yet/)
    expect(pages.plan).toContain(plan.attribution)
    expect(pages.plan).toContain('<svg class="bar"')
  })

  it('says how a section is rated', () => {
    expect(pages.section).toContain('Overall rating: ')
    expect(pages.section).toContain(`https://plans.example.org/plans/the-plan/sections/${section}`)
  })

  it('is none of a section or chart that is not there', () => {
    expect(embedSection(plan, 'x', TODAY, address)).toBeNull()
    expect(embedChart(plan, 'x', null, TODAY, address)).toBeNull()
  })
})
