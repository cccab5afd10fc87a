import { Center, Loader } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** While it is not known yet who is signed in. */
export function AppLoading(): ReactElement {
  const { t } = useTranslation();
  return (
    <Center mih="60vh">
      <Loader aria-label={t('loading')} />
    </Center>
  );
}
