import { Modal, useMatches, type ModalProps } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FormModalProps extends Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'size' | 'closeOnClickOutside'> {
  readonly children: ReactNode;
}

/** A form in a dialog, which is the whole screen on a phone. It begins anew each time it is opened, and is gone as soon as it closes. */
export function FormModal({ opened, children, ...modal }: FormModalProps): ReactElement {
  const { t } = useTranslation();
  const fullScreen = useMatches({ base: true, xs: false }, { getInitialValueInEffect: false });
  return (
    <Modal opened={opened} fullScreen={fullScreen} closeButtonProps={{ 'aria-label': t('close') }} {...modal}>
      {opened && children}
    </Modal>
  );
}
