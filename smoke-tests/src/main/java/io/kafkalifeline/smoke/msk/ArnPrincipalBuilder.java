package io.kafkalifeline.smoke.msk;

import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SaslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/** Principals of type {@code IAM} for AWS_MSK_IAM, as MSK makes them; the broker's own for the rest. */
public final class ArnPrincipalBuilder extends DefaultKafkaPrincipalBuilder {
    public ArnPrincipalBuilder() {
        super(null, null);
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        KafkaPrincipal principal = super.build(context);
        boolean iam = context instanceof SaslAuthenticationContext sasl
                && sasl.server().getMechanismName().equals(AwsMskIamServer.MECHANISM);
        return iam ? new KafkaPrincipal("IAM", principal.getName()) : principal;
    }
}
