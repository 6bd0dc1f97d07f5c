import { nowhere } from '@/lib/api/endpoint'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = nowhere()
