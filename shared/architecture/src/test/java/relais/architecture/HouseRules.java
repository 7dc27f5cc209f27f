package relais.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What holds in every room, each rule with a class that breaks it.
final class HouseRules {
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(?:.*[a-z0-9])?(?:Utils?|Helpers?|Managers?|Service|Impl|Common|Base|Data|Info)"
              + "(?:[A-Z].*)?");

  private static final Set<String> CLOCKS =
      Set.of("now", "systemUTC", "systemDefaultZone", "system", "currentTimeMillis");

  /// A rule, and a class that must fail it.
  record Kept(ArchRule rule, Class<?> breaksIt) {
    @Override
    public String toString() {
      return rule.getDescription();
    }
  }

  private HouseRules() {}

  static List<Kept> all() {
    List<Kept> rules = new ArrayList<>();
    rules.add(
        new Kept(roomsKnowOnlyEarlierRooms(), relais.conversation.BreaksTheOrderOfRooms.class));
    rules.add(new Kept(functionsKnowNoFunction(), relais.rules.KnowsAnotherFunction.class));
    rules.add(new Kept(deployedRoomsKnowNoWorkshop(), relais.rules.KnowsTheSamples.class));
    rules.add(new Kept(conversationKnowsOnlyJava(), relais.conversation.KnowsALibrary.class));
    rules.add(new Kept(onePackagePerRoom(), relais.rules.inner.HasASecondPackage.class));
    rules.add(new Kept(namesSayWhatIsMeant(), relais.table.KeyUtils.class));
    rules.add(new Kept(timeComesFromOutside(), relais.conversation.AsksForTheTime.class));
    rules.add(new Kept(chanceComesFromOutside(), relais.table.RollsDice.class));
    rules.add(new Kept(environmentIsReadInRuntime(), relais.rules.ReadsTheEnvironment.class));
    rules.add(new Kept(clientsAreMadeInRuntime(), relais.rules.MakesAClient.class));
    rules.add(new Kept(onlyTheTableSeesDynamoDb(), relais.rules.SeesAttributeValues.class));
    rules.add(new Kept(librariesStayBehindMail(), relais.mail.ShowsItsLibrary.class));
    rules.add(new Kept(onlyFunctionsAndRuntimeLog(), relais.channels.Logs.class));
    rules.add(new Kept(nothingPrints(), relais.rules.Prints.class));
    rules.add(new Kept(channelsKnowNoOtherChannel(), relais.channels.KnowsAChannel.class));
    rules.add(new Kept(optionalIsNoField(), relais.table.KeepsAnOptional.class));
    rules.add(new Kept(optionalIsNoParameter(), relais.table.TakesAnOptional.class));
    return List.copyOf(rules);
  }

  static ArchRule roomsKnowOnlyEarlierRooms() {
    return classes()
        .that()
        .resideInAnyPackage(Rooms.packagesOf(Rooms.SHARED))
        .should(
            new ArchCondition<JavaClass>("know only rooms before theirs") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                int own = indexOf(type);
                type.getDirectDependenciesFromSelf().stream()
                    .filter(
                        dependency ->
                            indexOf(dependency.getTargetClass()) > own
                                || isInAny(dependency.getTargetClass(), Rooms.FUNCTIONS))
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    dependency, dependency.getDescription())));
              }
            })
        .because(
            "dependencies run in one line, %s, functions: move the code to the later room"
                .formatted(String.join(" ← ", Rooms.SHARED)));
  }

  static ArchRule functionsKnowNoFunction() {
    return classes()
        .that()
        .resideInAnyPackage(Rooms.packagesOf(Rooms.FUNCTIONS))
        .should(
            new ArchCondition<JavaClass>("know no other function") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isInAny(dependency.getTargetClass(), Rooms.FUNCTIONS))
                    .filter(
                        dependency ->
                            !dependency
                                .getTargetClass()
                                .getPackageName()
                                .equals(type.getPackageName()))
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    dependency, dependency.getDescription())));
              }
            })
        .because("functions meet in queues and in the table; what two need belongs in shared/");
  }

  static ArchRule deployedRoomsKnowNoWorkshop() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Rooms.packagesOf(Rooms.WORKSHOP))
        .because("samples, embedded parts and the one-machine system are not deployed");
  }

  static ArchRule conversationKnowsOnlyJava() {
    return classes()
        .that()
        .resideInAPackage(Rooms.packageOf("conversation"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax.crypto..", "org.jspecify..", "relais.mail", "relais.conversation..")
        .because(
            "the rules of the inbox are the product: readable and testable without AWS, HTTP,"
                + " MIME and JSON");
  }

  static ArchRule onePackagePerRoom() {
    return classes()
        .should()
        .resideInAnyPackage("relais.*", "relais.channels.*")
        .because(
            "what needs a second package is probably a second module; channels alone has one per"
                + " provider");
  }

  static ArchRule channelsKnowNoOtherChannel() {
    return classes()
        .that()
        .resideInAPackage("relais.channels..")
        .and()
        .resideOutsideOfPackage("relais.channels.registry")
        .should(
            new ArchCondition<JavaClass>("know no channel but their own") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isAnotherChannel(dependency.getTargetClass(), type))
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    dependency, dependency.getDescription())));
              }
            })
        .because("adding or removing a channel must touch its package and the registry alone");
  }

  static ArchRule namesSayWhatIsMeant() {
    return classes()
        .that(are(type -> !type.isAnonymousClass(), "written with a name"))
        .should(
            new ArchCondition<JavaClass>("be named after what they are") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (SAYS_NOTHING.matcher(type.getSimpleName()).matches()) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, "%s could hold anything".formatted(type.getName())));
                }
              }
            })
        .because("a name that could hold anything soon does");
  }

  static ArchRule timeComesFromOutside() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .callMethodWhere(
            target(
                access ->
                    (access.getTargetOwner().getPackageName().equals("java.time")
                            || access.getTargetOwner().isEquivalentTo(System.class))
                        && CLOCKS.contains(access.getName())
                        && takesNoClock(access),
                "asks the machine for the time"))
        .because("time is an argument: take an InstantSource, runtime makes the one there is");
  }

  static ArchRule chanceComesFromOutside() {
    Set<String> dice =
        Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .accessTargetWhere(
            target(
                access ->
                    (dice.contains(access.getTargetOwner().getName())
                            && (access.getName().equals("<init>")
                                || access.getName().equals("current")
                                || access.getName().equals("getInstanceStrong")))
                        || (access.getTargetOwner().isEquivalentTo(Math.class)
                            && access.getName().equals("random"))
                        || (access.getTargetOwner().isEquivalentTo(java.util.UUID.class)
                            && access.getName().equals("randomUUID")),
                "makes chance of its own"))
        .because("two copies of a restored snapshot must not share ids: runtime makes them");
  }

  static ArchRule environmentIsReadInRuntime() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .callMethodWhere(
            target(
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("getenv", "getProperty", "getProperties")
                            .contains(access.getName()),
                "reads the environment"))
        .because("the environment is read once, at start, into one record of runtime");
  }

  static ArchRule clientsAreMadeInRuntime() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .callMethodWhere(
            target(
                access ->
                    Set.of("builder", "create").contains(access.getName())
                        && access.getTargetOwner().getPackageName().startsWith("software.amazon")
                        && access.getTargetOwner().getSimpleName().matches(".*(Client|Presigner)"),
                "makes a client"))
        .because("clients come through the constructor; a @Factory of runtime makes them once");
  }

  static ArchRule onlyTheTableSeesDynamoDb() {
    return noClasses()
        .that(
            are(
                resideInAnyPackage(Rooms.deployed())
                    .and(
                        resideOutsideOfPackages(
                            Rooms.packageOf("table"), Rooms.packageOf("runtime"))),
                "deployed, and neither table nor runtime"))
        .should()
        .dependOnClassesThat(
            are(resideInAPackage("software.amazon.awssdk.services.dynamodb.."), "part of DynamoDB"))
        .because("keys, attributes and conditions are written in one room: ask the table");
  }

  static ArchRule librariesStayBehindMail() {
    return classes()
        .that()
        .resideInAPackage(Rooms.packageOf("mail"))
        .and()
        .arePublic()
        .should(
            new ArchCondition<JavaClass>("show only types of Java and their own") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                shown(type)
                    .filter(HouseRules::isOfALibrary)
                    .forEach(
                        library ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    type,
                                    "%s shows %s".formatted(type.getName(), library.getName()))));
              }
            })
        .because("who reads mail must not learn a MIME library, and we may change it some day");
  }

  static ArchRule onlyFunctionsAndRuntimeLog() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.packagesOf(Rooms.SHARED))
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.logging..")
        .because("the other rooms answer or throw; who called decides what is worth a line");
  }

  static ArchRule nothingPrints() {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.deployed())
        .and()
        .resideOutsideOfPackage(Rooms.packageOf("runtime"))
        .should()
        .accessTargetWhere(
            target(
                access ->
                    (access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("out", "err").contains(access.getName()))
                        || access.getName().equals("printStackTrace"),
                "prints"))
        .because("logs have fixed fields and no content of mails: use the logger of runtime");
  }

  static ArchRule optionalIsNoField() {
    return fields()
        .should(
            new ArchCondition<JavaField>("not be optional") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                if (field.getRawType().isEquivalentTo(Optional.class)) {
                  events.add(SimpleConditionEvent.violated(field, field.getFullName()));
                }
              }
            })
        .because("Optional is what a find… method answers; absence in a field is @Nullable");
  }

  static ArchRule optionalIsNoParameter() {
    return methods()
        .that(
            new DescribedPredicate<JavaMethod>("others may call") {
              @Override
              public boolean test(JavaMethod method) {
                return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                    && !method.getModifiers().contains(JavaModifier.PRIVATE);
              }
            })
        .should(
            new ArchCondition<JavaMethod>("not take an Optional") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                if (method.getRawParameterTypes().stream()
                    .anyMatch(type -> type.isEquivalentTo(Optional.class))) {
                  events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
              }
            })
        .because("a caller has a value or null, not a box: take a @Nullable or write two methods");
  }

  /// The registry is as far from a channel as another channel is.
  private static boolean isAnotherChannel(JavaClass target, JavaClass type) {
    String name = target.getPackageName();
    return name.startsWith("relais.channels.")
        && !name.equals("relais.channels.meta")
        && !name.equals(type.getPackageName());
  }

  private static int indexOf(JavaClass type) {
    for (int i = 0; i < Rooms.SHARED.size(); i++) {
      if (Rooms.isIn(type, Rooms.SHARED.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isInAny(JavaClass type, List<String> rooms) {
    return rooms.stream().anyMatch(room -> Rooms.isIn(type, room));
  }

  /// Instant.now(clock) takes the time from where it should come.
  private static boolean takesNoClock(JavaAccess<?> access) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isAssignableTo(java.time.InstantSource.class));
  }

  /// Every type that a user of this class has to know.
  private static Stream<JavaClass> shown(JavaClass type) {
    Stream<JavaType> above =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    Stream<JavaType> within =
        type.getMembers().stream().filter(HouseRules::isShown).flatMap(HouseRules::named);
    return Stream.concat(above, within).flatMap(shown -> shown.getAllInvolvedRawTypes().stream());
  }

  private static boolean isShown(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> named(JavaMember member) {
    if (member instanceof JavaCodeUnit code) {
      return Stream.of(
              Stream.of(code.getReturnType()),
              code.getParameterTypes().stream(),
              code.getExceptionTypes().stream().map(JavaType.class::cast))
          .flatMap(types -> types);
    }
    return member instanceof JavaField field ? Stream.of(field.getType()) : Stream.empty();
  }

  private static boolean isOfALibrary(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return !element.isPrimitive()
        && !element.getPackageName().startsWith("java.")
        && !element.getPackageName().startsWith("org.jspecify.")
        && !element.getPackageName().equals("relais.mail");
  }

  private static DescribedPredicate<JavaClass> are(
      Predicate<? super JavaClass> condition, String words) {
    return describe(words, condition);
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      Predicate<? super JavaAccess<?>> condition, String words) {
    return describe(words, condition);
  }
}
