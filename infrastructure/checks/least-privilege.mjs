// Evaluates the roles of the translated template as IAM would.
// usage: least-privilege.mjs TRANSLATED_TEMPLATE
//
// 1. Every call in calls.tsv is allowed.
// 2. Every call in refused.tsv is refused.
// 3. Every right that template.yaml grants is needed by a line in calls.tsv.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const ACCOUNT = '123456789012'
const REGION = 'eu-west-1'
const PSEUDO = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::StackName': 'relais',
  'AWS::URLSuffix': 'amazonaws.com',
}

const beside = (name) => fileURLToPath(new URL(name, import.meta.url))
const MANAGED = JSON.parse(readFileSync(beside('managed-policies.json'), 'utf8'))

/** Reads lines of function, action and resource, and of what the request says where a condition asks: `key=value`. */
export function readCalls(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name, action, resource, ...said] = line.split('\t')
      if (resource === undefined) throw new Error(`Not function, action, resource: '${line}'`)
      const context = Object.fromEntries(
        said.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      )
      return { name, action, resource, context }
    })
}

/** Makes the names of a template as they would be after deploying it. */
class Names {
  constructor(template) {
    this.resources = template.Resources
    this.parameters = template.Parameters ?? {}
  }

  /** The ARN of a resource: ours by logical id, anything else by a name that shows its kind. */
  arn(text, action = '') {
    const [name, ...rest] = text.split('/')
    const path = rest.length === 0 ? '' : '/' + rest.join('/')
    const type = this.resources[name]?.Type ?? ''
    const arn = (service, resource) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`
    if (text === '*') return '*'
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${name.toLowerCase()}${path}`
    if (type === 'AWS::SQS::Queue' || name.endsWith('Queue')) return arn('sqs', name)
    if (type === 'AWS::DynamoDB::Table' || name.endsWith('Table')) {
      return arn('dynamodb', `table/${name}${path === '/stream' ? '/stream/2026' : path}`)
    }
    if (type === 'AWS::Lambda::Function') return arn('lambda', `function:${name}`)
    if (type === 'AWS::IAM::Role') return `arn:aws:iam::${ACCOUNT}:role/${name}`
    if (type === 'AWS::SES::ConfigurationSet') return arn('ses', `configuration-set/${name}`)
    if (action.startsWith('ses:')) return arn('ses', text)
    if (action.startsWith('ssm:')) return arn('ssm', text)
    if (action.startsWith('execute-api:')) return arn('execute-api', text)
    throw new Error(`No idea what kind of resource '${text}' is`)
  }

  ref(name) {
    if (name in PSEUDO) return PSEUDO[name]
    if (name in this.parameters) return String(this.parameters[name].Default)
    return this.resources[name]?.Type === 'AWS::S3::Bucket' ? name.toLowerCase() : name
  }

  attribute(name, attribute) {
    if (attribute === 'Arn') return this.arn(name)
    if (attribute === 'StreamArn') return this.arn(`${name}/stream`)
    throw new Error(`No idea what ${name}.${attribute} is`)
  }

  /** Replaces references, however deep, by what they will be. */
  resolve(value) {
    if (Array.isArray(value)) return value.map((entry) => this.resolve(entry))
    if (value === null || typeof value !== 'object') return value
    if ('Ref' in value) return this.ref(value.Ref)
    if ('Fn::GetAtt' in value) return this.attribute(...[value['Fn::GetAtt']].flat())
    if ('Fn::Sub' in value) {
      return value['Fn::Sub'].replace(/\$\{([^}]+)\}/g, (_, inner) => {
        const [name, attribute] = inner.split('.')
        return attribute === undefined ? this.ref(name) : this.attribute(name, attribute)
      })
    }
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.resolve(entry)]))
  }
}

/** The roles of a translated template, and what they may do. */
export class Roles {
  constructor(template) {
    this.names = new Names(template)
    this.template = template
  }

  /** The functions, by logical id. */
  functions() {
    return Object.keys(this.template.Resources).filter(
      (name) => this.template.Resources[name].Type === 'AWS::Lambda::Function',
    )
  }

  role(name) {
    const properties = this.template.Resources[name]?.Properties
    if (properties?.Role === undefined) throw new Error(`There is no function ${name}`)
    return this.template.Resources[[properties.Role['Fn::GetAtt']].flat()[0].split('.')[0]].Properties
  }

  /** The policies that template.yaml grants a function. */
  ownPolicies(name) {
    return (this.role(name).Policies ?? []).map((policy) => ({
      name: policy.PolicyName,
      policy: { Version: '2012-10-17', ...this.names.resolve(policy.PolicyDocument) },
    }))
  }

  /** The policies of AWS that SAM adds. */
  managedPolicies(name) {
    return (this.role(name).ManagedPolicyArns ?? []).map((arn) => {
      const short = String(arn).split(':policy/')[1]
      if (!(short in MANAGED)) throw new Error(`Add ${short} to managed-policies.json`)
      return { name: short, policy: MANAGED[short] }
    })
  }

  /** Whether IAM would allow the call. */
  async allows({ name, action, resource, context = {} }) {
    const answer = await runSimulation(
      {
        request: {
          action,
          resource: { resource: this.names.arn(resource, action), accountId: ACCOUNT },
          principal: `arn:aws:iam::${ACCOUNT}:role/${name}`,
          contextVariables: context,
        },
        identityPolicies: [...this.ownPolicies(name), ...this.managedPolicies(name)],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    )
    if (answer.resultType === 'error') {
      throw new Error(`${name} ${action} ${resource}: ${JSON.stringify(answer.errors)}`)
    }
    return (answer.overallResult ?? answer.analysis?.result) === 'Allowed'
  }

  /** Every right granted that none of these calls needs. */
  unneeded(calls) {
    const matches = (pattern, text) =>
      new RegExp(
        '^' + pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*') + '$',
      ).test(text)
    return this.functions().flatMap((name) =>
      this.ownPolicies(name)
        .flatMap(({ policy }) => policy.Statement)
        .filter((statement) => statement.Effect === 'Allow')
        .flatMap((statement) =>
          [statement.Action].flat().flatMap((action) =>
            [statement.Resource].flat().map((resource) => ({ name, action, resource })),
          ),
        )
        .filter(
          (right) =>
            !calls.some(
              (call) =>
                call.name === right.name &&
                call.action === right.action &&
                matches(right.resource, this.names.arn(call.resource, call.action)),
            ),
        ),
    )
  }
}

/** Everything that is wrong with the roles; empty when nothing is. */
export async function findings(template, calls, refused) {
  const roles = new Roles(template)
  const found = []
  for (const call of calls) {
    if (!(await roles.allows(call))) found.push(`not allowed: ${call.name} ${call.action} ${call.resource}`)
  }
  for (const call of refused) {
    if (await roles.allows(call)) found.push(`must be refused: ${call.name} ${call.action} ${call.resource}`)
  }
  for (const right of roles.unneeded(calls)) {
    found.push(`granted but in no line of calls.tsv: ${Object.values(right).join(' ')}`)
  }
  for (const name of roles.functions()) {
    if (!calls.some((call) => call.name === name)) found.push(`calls.tsv does not know ${name}`)
  }
  return found
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const calls = readCalls(beside('calls.tsv'))
  const refused = readCalls(beside('refused.tsv'))
  const found = await findings(JSON.parse(readFileSync(process.argv[2], 'utf8')), calls, refused)
  console.log(
    found.length === 0
      ? `${calls.length} calls allowed, ${refused.length} refused, no right left over`
      : found.join('\n'),
  )
  process.exitCode = found.length === 0 ? 0 : 1
}
