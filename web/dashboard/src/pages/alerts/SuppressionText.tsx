import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../api/alertGroups';

interface SuppressionTextProps {
  readonly suppression: Suppression | undefined;
  readonly nameOf: (fingerprint: string) => string;
}

/** Why nobody is told of an alert, with the way to what holds it back. */
export function SuppressionText({ suppression, nameOf }: SuppressionTextProps): ReactElement | null {
  const { t } = useTranslation();
  if (suppression === undefined) return null;
  const { silencedBy, inhibitedBy, mutedBy } = suppression;
  return (
    <Text size="xs" c="dimmed" component="div">
      {silencedBy.length > 0 && (
        <Anchor size="xs" c="var(--state-info)" display="block" renderRoot={(props) => <Link to="/alerts/silences" {...props} />}>
          {t('alerts.silenced')}
        </Anchor>
      )}
      {mutedBy.length > 0 && (
        <Anchor size="xs" c="var(--state-info)" display="block" renderRoot={(props) => <Link to="/alerts/maintenance" {...props} />}>
          {t('alerts.muted', { name: mutedBy.join(', ') })}
        </Anchor>
      )}
      {inhibitedBy.length > 0 && <span>{t('alerts.inhibited', { name: inhibitedBy.map(nameOf).join(', ') })}</span>}
    </Text>
  );
}
