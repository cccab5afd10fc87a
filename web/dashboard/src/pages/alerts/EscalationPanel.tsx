import { Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EscalationOutlook } from '../../api/escalation';
import { Panel } from '../../components/Panel';
import { formatDateTime, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

/** Whom the alert has been taken to, and whom it goes to next while nobody takes it. */
export function EscalationPanel({ escalation }: { readonly escalation: EscalationOutlook }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  const { policy, phase, taken, steps, told, nextAt, next, missing, held } = escalation;
  return (
    <Panel title={t('escalation.title')} aside={<Anchor size="sm" renderRoot={(props) => <Link to="/alerts/oncall" {...props} />}>{policy}</Anchor>}>
      <div data-testid="escalation">
        <Text size="sm" fw={600}>{t(`escalation.phase.${phase}`, { taken, steps })}</Text>
        {held && <Text size="sm" c="var(--state-warning)">{t('escalation.held', { reason: held })}</Text>}
        {nextAt && (
          <>
            <Text size="sm" mt={4} title={formatDateTime(nextAt, i18n.language)}>{t('escalation.next', { number: taken + 1, at: formatRelative(nextAt, now, i18n.language) })}</Text>
            <List size="sm">
              {next.map(({ channel, whom }) => <List.Item key={channel}>{t('escalation.over', { whom, channel })}</List.Item>)}
              {missing.map((text) => <List.Item key={text} c="var(--state-warning)">{text}</List.Item>)}
            </List>
          </>
        )}
        {told.length > 0 && <Text size="xs" c="dimmed" mt={4}>{t('escalation.told', { channels: told.join(', ') })}</Text>}
      </div>
    </Panel>
  );
}
