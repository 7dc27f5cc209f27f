import '../../ui/page.css'
import './telephony.css'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { newIdempotencyKey } from '../../api/client'
import type { TelephoneToken } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button } from '../../ui/button'
import { Copyable } from '../../ui/copyable'
import { ConfirmDialog, Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { usePageTitle } from '../../ui/page-title'
import { EmptyState, FailureState, Skeleton, useFailureText } from '../../ui/states'
import { RelativeTime } from '../../ui/time'
import { showFailure, showToast } from '../../ui/toast'
import { tokensQuery, useMakeToken, useRevokeToken } from './api/tokens'

/** Who may ask, beside people, who is free and who calls: the telephone systems around us. */
export function TelephonyPage({ headStart }: { readonly headStart?: ReactNode }) {
  const { t } = useTexts()
  const query = useQuery(tokensQuery())
  const [making, setMaking] = useState(false)
  usePageTitle(t('view.telephony'))
  const tokens = query.data?.tokens
  return (
    <section className="page" aria-labelledby="telephony-title">
      <header className="page-head">
        {headStart}
        <h1 id="telephony-title">{t('view.telephony')}</h1>
        <Button look="primary" icon="plus" onPress={() => setMaking(true)}>
          {t('telephony.new')}
        </Button>
        {making && <MakeToken onClose={() => setMaking(false)} />}
      </header>
      <div className="page-body">
        <div className="page-inner">
          <p className="page-intro">{t('telephony.intro')}</p>
          {query.isPending && <Skeleton inline="100%" block="6rem" />}
          {query.isError && tokens === undefined && (
            <FailureState error={query.error} onRetry={() => void query.refetch()} />
          )}
          {tokens?.length === 0 && (
            <EmptyState picture="choose" title={t('telephony.emptyTitle')}>
              <p>{t('telephony.emptyText')}</p>
            </EmptyState>
          )}
          {tokens !== undefined && tokens.length > 0 && (
            <ul className="token-list" aria-label={t('telephony.tokens')}>
              {tokens.map((token) => (
                <TokenCard key={token.id} token={token} />
              ))}
            </ul>
          )}
          <Examples />
        </div>
      </div>
    </section>
  )
}

function TokenCard({ token }: { readonly token: TelephoneToken }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const revoking = useRevokeToken()
  const [asking, setAsking] = useState(false)
  return (
    <li className="token-card" aria-label={token.name}>
      <Icon name="phone" />
      <div className="token-words">
        <h2>{token.name}</h2>
        <p>
          {t('telephony.madeBy', { name: token.madeBy })} · <RelativeTime at={token.madeAt} />
        </p>
        <p>
          {token.usedAt === null ? (
            t('telephony.neverUsed')
          ) : (
            <>
              {t('telephony.used')} <RelativeTime at={token.usedAt} />
            </>
          )}
        </p>
      </div>
      <Button look="quiet" icon="trash" pending={revoking.isPending} onPress={() => setAsking(true)}>
        {t('telephony.revoke')}
      </Button>
      <ConfirmDialog
        title={t('telephony.revokeTitle', { name: token.name })}
        text={t('telephony.revokeText')}
        confirm={t('telephony.revoke')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          revoking.mutate(token.id, {
            onError: (error) => showFailure(failureText(error)),
            onSuccess: () => showToast(t('telephony.revoked', { name: token.name })),
          })
        }
      />
    </li>
  )
}

/** First the name, then, once, the token itself. */
function MakeToken({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts()
  const failureText = useFailureText()
  const making = useMakeToken()
  const [name, setName] = useState('')
  const [key] = useState(newIdempotencyKey)
  const made = making.data
  return (
    <Dialog title={made === undefined ? t('telephony.new') : made.token.name} open onClose={onClose}>
      {made === undefined ? (
        <form
          className="token-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') making.mutate({ name, key })
          }}
        >
          <TextField
            label={t('telephony.name')}
            hint={t('telephony.nameHint')}
            value={name}
            onChange={setName}
            error={making.isError ? failureText(making.error) : null}
            autoFocus
          />
          <Button type="submit" look="primary" disabled={name.trim() === ''} pending={making.isPending}>
            {t('telephony.make')}
          </Button>
        </form>
      ) : (
        <div className="token-form" role="status">
          <p className="token-warning">
            <Icon name="alert-triangle" />
            {t('telephony.once')}
          </p>
          <Copyable label={t('telephony.token')} text={made.secret} />
          <Button look="primary" onPress={onClose}>
            {t('telephony.kept')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

/** The two questions, to be tried in a shell. */
function Examples() {
  const { t } = useTexts()
  const curl = (question: string) =>
    `curl -H "Authorization: Bearer $TOKEN" "${window.location.origin}/v1/telephony/${question}"`
  return (
    <section className="token-examples" aria-labelledby="telephony-examples">
      <h2 id="telephony-examples">{t('telephony.examples')}</h2>
      <dl>
        <dt>{t('telephony.whoIsFree')}</dt>
        <dd>
          <Copyable label={t('telephony.whoIsFree')} text={curl('agents')} />
        </dd>
        <dt>{t('telephony.whoCalls')}</dt>
        <dd>
          <Copyable label={t('telephony.whoCalls')} text={curl('lookup?number=%2B31612345678')} />
        </dd>
        <dt>{t('telephony.whichCase')}</dt>
        <dd>
          <Copyable label={t('telephony.whichCase')} text={curl('lookup?case=10001')} />
        </dd>
      </dl>
      <p>{t('telephony.states')}</p>
    </section>
  )
}
