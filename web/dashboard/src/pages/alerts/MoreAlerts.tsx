import { Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { useAlertPages } from '../../api/alerts';

interface MoreAlertsProps {
  /** How many are here. */
  readonly count: number;
  readonly source: ReturnType<typeof useAlertPages>;
}

/** Under a list that is not all there is: neither search nor counts know of the rest. */
export function MoreAlerts({ count, source }: MoreAlertsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Group justify="center" gap="sm" p="sm" role="status">
      <Text size="sm">{t('alerts.cut', { count })}</Text>
      {source.hasNextPage ? (
        <Button variant="default" size="xs" loading={source.isFetchingNextPage} onClick={() => void source.fetchNextPage()}>
          {t('alerts.readMore')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">{t('alerts.narrow')}</Text>
      )}
    </Group>
  );
}
