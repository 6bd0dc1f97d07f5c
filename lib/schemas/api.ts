/**
 * What the read API returns: the one source of its handlers' types, of the tests that parse its answers, and of the
 * OpenAPI document. A field never changes its name or meaning within a version; new ones may be added.
 */

export * from './api/plan'
export * from './api/section'
export * from './api/roll-up'
export * from './api/action'
export * from './api/printed-report'
export * from './api/report'
export * from './api/movement'
export * from './api/plan-lists'
export * from './api/problem'
export { apiSchemas, MOST_NESTED } from './api/parts'
