import { useSession } from '../../api/session'
import type { TeamId } from '../../api/types'
import { useTexts } from '../../i18n/texts'
import { Button, IconButton } from '../../ui/button'
import { TextField } from '../../ui/form'
import type { SectionProps } from './section'

/** Its name and team, and where mail for it goes. */
export function AddressesSection({ inbox, onChange, wrong }: SectionProps) {
  const { t } = useTexts()
  const { teams } = useSession()
  const { main, aliases } = inbox.addresses
  const setAliases = (next: string[]) => onChange({ addresses: { main, aliases: next } })
  return (
    <fieldset className="inbox-section">
      <legend>{t('inbox.addresses')}</legend>
      <TextField
        label={t('inbox.name')}
        hint={t('inbox.nameHint')}
        value={inbox.name}
        onChange={(name) => onChange({ name })}
        error={wrong('name')}
      />
      <label className="field">
        <span className="field-label">{t('inboxes.team')}</span>
        <select
          className="select"
          value={inbox.team}
          onChange={(event) => onChange({ team: event.target.value as TeamId })}
        >
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label={t('inbox.address')}
        hint={t('inbox.addressHint')}
        value={main}
        onChange={(address) => onChange({ addresses: { main: address, aliases } })}
        error={wrong('addresses.main')}
      />
      <ul className="inbox-lines" aria-label={t('inbox.aliases')}>
        {aliases.map((alias, index) => (
          // A line has no name of its own: its place is all it is known by.
          <li key={index} className="inbox-line">
            <TextField
              label={t('inbox.alias', { number: index + 1 })}
              value={alias}
              autoFocus={alias === ''}
              onChange={(text) => setAliases(aliases.map((each, at) => (at === index ? text : each)))}
              error={wrong(`addresses.aliases[${index}]`)}
            />
            <IconButton
              icon="trash"
              label={t('inbox.removeAlias', { address: alias })}
              onPress={() => setAliases(aliases.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button icon="plus" onPress={() => setAliases([...aliases, ''])}>
          {t('inbox.addAlias')}
        </Button>
      </div>
    </fieldset>
  )
}
