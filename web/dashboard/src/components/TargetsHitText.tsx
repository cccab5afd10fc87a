import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstantQuery } from '../api/prometheus';
import type { Matcher } from '../lib/matchers';
import { useErrorText } from './Notice';
import { targetsHit } from './targetsHit';

/** The targets that are under maintenance with these matchers: their alerts would be held back, and the status page says so. */
export function TargetsHitText({ matchers }: { readonly matchers: readonly Matcher[] }): ReactElement | null {
  const { t } = useTranslation();
  const explain = useErrorText();
  const probes = useInstantQuery('probe_success', false);
  if (probes.isError) return <Text size="sm" c="var(--state-critical)">{explain(probes.error)}</Text>;
  if (probes.data === undefined) return null;
  const { hit, unknown } = targetsHit(matchers, probes.data);
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere', maxHeight: 120, overflowY: 'auto' }} data-testid="targets-hit">
      {hit.length === 0 ? t('maintenance.noTarget') : t('maintenance.targets', { count: hit.length, names: hit.join(', ') })}
      {unknown.length > 0 && ` ${t('maintenance.targetsUnknown', { names: unknown.join(', ') })}`}
    </Text>
  );
}
