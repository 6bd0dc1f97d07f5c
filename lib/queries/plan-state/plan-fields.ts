/** Which columns of a plan's own fields are read, and in which order. What is not public is in no state of a plan. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'

export const FIELD = {
  code: true,
  label: true,
  hint: true,
  type: true,
  unit: true,
  options: true,
  isRequired: true,
  isPublic: true,
} as const satisfies Prisma.PlanFieldSelect

export const PUBLIC_FIELDS = {
  where: { isPublic: true, isRetired: false },
  orderBy: { position: 'asc' },
  select: FIELD,
} as const satisfies Prisma.Plan$fieldsArgs
