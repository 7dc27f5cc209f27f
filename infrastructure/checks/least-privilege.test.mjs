// Seeds faults into our own roles; each must be found. Needs target/template.json (see ./run).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { findings, readCalls } from './least-privilege.mjs'

const here = (name) => new URL(name, import.meta.url)
const TEMPLATE = readFileSync(here('target/template.json'), 'utf8')
const CALLS = readCalls(here('calls.tsv'))
const REFUSED = readCalls(here('refused.tsv'))

/** What is found after changing the statements of one function's own policy. */
async function afterChanging(name, change) {
  const template = JSON.parse(TEMPLATE)
  const policies = template.Resources[`${name}Role`].Properties.Policies
  change(policies.at(-1).PolicyDocument.Statement)
  return findings(template, CALLS, REFUSED)
}

const statement = (statements, sid) => statements.find((one) => one.Sid === sid)

test('our own roles have no findings', async () => {
  assert.deepEqual(await findings(JSON.parse(TEMPLATE), CALLS, REFUSED), [])
})

test('a missing right is found', async () => {
  const found = await afterChanging('IngestEmailFunction', (statements) => {
    statement(statements, 'RawMail').Action = 's3:GetObjectTagging'
  })
  assert.deepEqual(found, [
    'not allowed: IngestEmailFunction s3:GetObject RawBucket/mail/0a1b2c',
    'granted but in no line of calls.tsv: IngestEmailFunction s3:GetObjectTagging arn:aws:s3:::rawbucket/mail/*',
  ])
})

test('a right to the wrong folder is found', async () => {
  const found = await afterChanging('IngestEmailFunction', (statements) => {
    statement(statements, 'RawMail').Resource = { 'Fn::Sub': '${RawBucket.Arn}/post/*' }
  })
  assert.ok(found.includes('not allowed: IngestEmailFunction s3:GetObject RawBucket/mail/0a1b2c'))
})

test('a right to too much is found', async () => {
  const found = await afterChanging('IngestWebhookFunction', (statements) => {
    statement(statements, 'RawCalls').Resource = { 'Fn::Sub': '${RawBucket.Arn}/*' }
  })
  assert.deepEqual(found, [
    'must be refused: IngestWebhookFunction s3:PutObject RawBucket/mail/0a1b2c',
  ])
})

test('reading the queue of another function is found', async () => {
  const found = await afterChanging('DeliveryFunction', (statements) => {
    statements.splice(statements.indexOf(statement(statements, 'OnlyItsOwnQueue')), 1)
  })
  assert.ok(found.includes('must be refused: DeliveryFunction sqs:ReceiveMessage InboundQueue'))
  assert.ok(found.includes('must be refused: DeliveryFunction sqs:ReceiveMessage SomebodyElsesQueue'))
})

test('a denial that takes the own queue away is found', async () => {
  const found = await afterChanging('RulesFunction', (statements) => {
    statement(statements, 'OnlyItsOwnQueue').NotResource = { 'Fn::GetAtt': ['InboundDlq', 'Arn'] }
  })
  assert.ok(found.includes('not allowed: RulesFunction sqs:ReceiveMessage InboundQueue'))
})

test('a right that nobody needs is found', async () => {
  const found = await afterChanging('LiveFunction', (statements) => {
    statement(statements, 'Connections').Action.push('dynamodb:BatchWriteItem')
  })
  assert.equal(found.length, 1)
  assert.match(found[0], /^granted but in no line of calls.tsv: LiveFunction dynamodb:BatchWriteItem/)
})

test('a function without any line is found', async () => {
  const found = await findings(
    JSON.parse(TEMPLATE),
    CALLS.filter((call) => call.name !== 'MailEventFunction'),
    REFUSED,
  )
  assert.ok(found.includes('calls.tsv does not know MailEventFunction'))
})
