import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Connect, Plugin } from 'vite'
import { WebSocketServer } from 'ws'
import { FakeIssuer } from './fake-issuer.ts'
import { FakeRelais } from './fake-relais.ts'

/** Puts the stand-in behind the app, on the same port. */
export function testServer(): Plugin {
  return {
    name: 'relais-test-server',
    configureServer: (server) => attach(server.middlewares, server.httpServer as Server | null, false),
    configurePreviewServer: (server) => attach(server.middlewares, server.httpServer as Server, true),
  }
}

/** @param strict whether pages get the hosting's policy; the development server's own scripts would break it */
function attach(middlewares: Connect.Server, http: Server | null, strict: boolean) {
  let relais = new FakeRelais()
  const issuer = new FakeIssuer()
  const sockets = new WebSocketServer({ noServer: true })
  const listen = () =>
    relais.onEvent((event) => {
      for (const socket of sockets.clients) socket.send(JSON.stringify(event))
    })
  listen()
  /** While this is set no live connection is to be had. */
  let liveDown = false

  // Pages come with the policy that hosting sets, so that a breach shows in the browser tests.
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https: http:",
    "connect-src 'self' ws: wss:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

  middlewares.use((request: IncomingMessage, response: ServerResponse, next: Connect.NextFunction) => {
    const origin = `http://${request.headers.host ?? '127.0.0.1'}`
    const path = new URL(request.url ?? '/', origin).pathname
    if (strict) response.setHeader('Content-Security-Policy', policy)
    if (path === '/config.json') {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ issuer: '/oidc', clientId: 'relais-web', apiUrl: '' }))
      return
    }
    if (path === '/test/reset') {
      relais = new FakeRelais()
      liveDown = false
      listen()
      response.end()
      return
    }
    if (path === '/test/live-down' || path === '/test/live-up') {
      liveDown = path === '/test/live-down'
      if (liveDown) for (const socket of sockets.clients) socket.terminate()
      response.end()
      return
    }
    const answer =
      path.startsWith('/oidc') ? issuer.handle(asRequest(request, origin), `${origin}/oidc`)
      : path.startsWith('/v1/') || path.startsWith('/test/')
        ? relais.handle(asRequest(request, origin), `${origin.replace('http', 'ws')}/live`)
        : null
    if (answer === null) next()
    else answer.then((given) => send(given, response)).catch(next)
  })

  http?.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname !== '/live') return
    if (liveDown || !relais.useTicket(url.searchParams.get('ticket') ?? '')) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (live) => {
      live.on('message', () => live.send(JSON.stringify({ type: 'pong' })))
    })
  })
}

function asRequest(request: IncomingMessage, origin: string): Request {
  const hasBody = request.method === 'POST' || request.method === 'PUT'
  return new Request(new URL(request.url ?? '/', origin), {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    ),
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
  })
}

async function send(answer: Response, response: ServerResponse) {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  response.end(Buffer.from(await answer.arrayBuffer()))
}
