import worker from '../../src/index.ts'
import { deployments } from './deployments.ts'
export { IntegrationMeter } from '../../src/index.ts'
export default {
  fetch(request: Request, env: any, ctx: any) {
    const id = request.headers.get('x-deployment')
    console.log('entry', id, deployments.size)
    return worker.fetch(request as any, deployments.get(id ?? '') ?? env, ctx)
  },
}
