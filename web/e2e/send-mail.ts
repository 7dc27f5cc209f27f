import { connect } from 'node:net'

/** Where mail for the system is handed in. */
const [host = '127.0.0.1', port = '2525'] = (process.env.RELAIS_SMTP ?? '127.0.0.1:2525').split(':')

/** Hands one mail to the system's door, as another mail server would. */
export async function sendMail(
  from: string,
  to: string,
  subject: string,
  text: string,
  type = 'text/plain; charset=utf-8',
  id = `<${Date.now()}.${Math.random().toString(36).slice(2)}@customer.example>`,
) {
  const socket = connect(Number(port), host)
  socket.setEncoding('utf8')
  const answer = () =>
    new Promise<void>((resolve, reject) => {
      socket.once('data', (line: string) => (/^[23]/.test(line) ? resolve() : reject(new Error(line))))
      socket.once('error', reject)
    })
  const say = (line: string) => {
    const heard = answer()
    socket.write(`${line}\r\n`)
    return heard
  }
  await answer()
  await say('HELO customer.example')
  await say(`MAIL FROM:<${from}>`)
  await say(`RCPT TO:<${to}>`)
  await say('DATA')
  await say(
    [
      `From: Browser Test <${from}>`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: ${id}`,
      `Date: ${new Date().toUTCString()}`,
      `Content-Type: ${type}`,
      '',
      text,
      '.',
    ].join('\r\n'),
  )
  socket.end('QUIT\r\n')
}
