import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../api/capacity';
import { formatDuration } from '../../lib/formatTime';

/** How long until the threshold is reached, with the interval that holds with the forecast's probability. */
export function ReachText({ resource: { reach, horizonSeconds } }: { readonly resource: Resource }): ReactElement {
  const { t } = useTranslation();
  const horizon = formatDuration(horizonSeconds * 1_000);
  const time = (seconds: number | null | undefined): string => (seconds === null || seconds === undefined ? t('capacity.moreThan', { horizon }) : formatDuration(seconds * 1_000));
  switch (reach.state) {
    case 'alreadyBeyond':
      return <Text size="sm" fw={600}>{t('capacity.beyond')}</Text>;
    case 'notWithinHorizon':
      return <Text size="sm">{t('capacity.clear', { horizon })}</Text>;
    case 'cannotTell':
      return <Text size="sm" c="dimmed">{reach.words}</Text>;
    case 'withinHorizon':
      return (
        <>
          <Text size="sm" fw={600} className="numeric">{time(reach.expectedSeconds)}</Text>
          <Text size="xs" c="dimmed" className="numeric">{t('capacity.interval', { earliest: time(reach.earliestSeconds), latest: time(reach.latestSeconds) })}</Text>
        </>
      );
  }
}
