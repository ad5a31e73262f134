namespace Crosspath.Paths.Validation;

/// <summary>
/// What an issuer's place on a path demands of everything below it: the variables of RFC 5280 section 6.1.2 that
/// depend on the path. Two paths that arrive at an identity with equal states have the same future, which is what lets
/// valid paths be counted without listing them.
/// </summary>
/// <param name="PathLength">max_path_length; null for no limit.</param>
/// <param name="Names">permitted_subtrees and excluded_subtrees.</param>
/// <param name="Policies">Policy variables; null where nothing can ever require a policy.</param>
/// <param name="MaySignLists">Whether the certificate above allows its subject to sign revocation lists (section 6.3.3
/// (f)); true where nobody asks.</param>
/// <param name="Stores">The stores that still stand behind the path; null where nobody distrusts anything.</param>
internal sealed record ValidationState(
    int? PathLength, NameConstraintState Names, PolicyState? Policies, bool MaySignLists, StoreSet? Stores);
