package relais.samples;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test class that needs AWS: its constructor and methods may take an [AwsParts].
///
/// Each class has tables, queues and buckets of its own, made as template.yaml says. They are in
/// LocalStack where Docker answers, at `AWS_ENDPOINT_URL` where that is set, else in this JVM;
/// `-Drelais.aws=embedded|localstack|endpoint` decides by hand. The first class of a run prints
/// which.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AwsExtension.class)
public @interface Aws {}
